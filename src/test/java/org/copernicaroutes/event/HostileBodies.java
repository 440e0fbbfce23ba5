package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.signature.VerifiedRequest;
import org.copernicaroutes.support.Promise;

/** Bodies that somebody would send to make us work: by name, each of any length wanted. */
public final class HostileBodies {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String XML = "application/xml";

  private HostileBodies() {}

  record Kind(String contentType, IntFunction<String> body) {

    VerifiedRequest request(int length) {
      return Requests.request("/cb", body.apply(length), true, contentType);
    }

    IntFunction<Runnable> decoding(EventDecoder decoder) {
      return length -> {
        VerifiedRequest request = request(length);
        return () -> decode(decoder, request);
      };
    }

    /** To refuse costs as well. */
    private static void decode(EventDecoder decoder, VerifiedRequest request) {
      try {
        decoder.decode(request);
      } catch (DeliveryFailure unreadable) {
        Promise.holds(unreadable.end() == End.POISON, "an unreadable body is poison");
      }
    }
  }

  /** Each as work, by a decoder that lets bodies of that length through. */
  public static Map<String, IntFunction<Runnable>> decodings(int longest) {
    EventDecoder decoder = Requests.decoder(new Limits(4000, 64, 2L * longest));
    Map<String, IntFunction<Runnable>> decodings = new LinkedHashMap<>();
    all().forEach((name, kind) -> decodings.put(name, kind.decoding(decoder)));
    return decodings;
  }

  static Map<String, Kind> all() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    forms(kinds);
    jsons(kinds);
    xmls(kinds);
    return kinds;
  }

  private static void forms(Map<String, Kind> kinds) {
    kinds.put("form: one long value", form(n -> "type=update&profile=1&fields[a]=" + x(n)));
    kinds.put("form: escapes only", form(n -> "type=update&profile=1&a=" + "%41".repeat(n / 3)));
    kinds.put("form: no UTF-8", form(n -> "type=update&profile=1&a=" + "%E9".repeat(n / 3)));
    kinds.put("form: empty pairs", form(n -> "type=update&profile=1" + "&".repeat(n)));
    kinds.put("form: one name of brackets", form(n -> "a" + "[b]".repeat(n / 3) + "=1"));
    kinds.put("form: brackets never closed", form(n -> "a" + "[".repeat(n) + "=1"));
    kinds.put("form: brackets in brackets", form(n -> "a" + nested("[", "]", n / 2) + "=1"));
    kinds.put("form: deep paths", form(n -> repeat(i -> deep(i) + "=1&", n)));
    kinds.put(
        "form: one deep path, many values",
        form(n -> repeat(i -> "a" + "[b]".repeat(63) + "[" + i + "]=1&", n)));
    kinds.put("form: one deep list", form(n -> repeat(i -> "a" + "[b]".repeat(63) + "[]=1&", n)));
    kinds.put("form: long names at every depth", form(n -> longNames(n) + "=1"));
    kinds.put("form: too many variables", form(n -> repeat(i -> "a" + i + "=1&", n)));
    kinds.put("form: accents to compose", form(n -> "a=1&" + ACCENTS.repeat(n / 1500) + "=1"));
    kinds.put("form: names of accents", form(n -> repeat(i -> i + ACCENTS + "=1&", n)));
  }

  private static void jsons(Map<String, Kind> kinds) {
    kinds.put("json: one long text", json(n -> "{\"type\":\"update\",\"a\":\"" + x(n) + "\"}"));
    kinds.put("json: a number of many digits", json(n -> "{\"a\":" + "9".repeat(n) + "}"));
    kinds.put("json: a fraction of many digits", json(n -> "{\"a\":0." + "9".repeat(n) + "}"));
    kinds.put("json: many huge numbers", json(n -> "{\"a\":[" + repeat(i -> BIG + ",", n) + "1]}"));
    kinds.put("json: deep lists", json(n -> "{\"a\":" + nested("[", "]", n / 2) + "}"));
    kinds.put("json: deep objects", json(n -> "{\"a\":" + "{\"a\":".repeat(n / 5)));
    kinds.put("json: white space", json(n -> "{" + " ".repeat(n) + "\"type\":\"update\"}"));
    kinds.put("json: nulls", json(n -> "{\"a\":[" + "null,".repeat(n / 5) + "1]}"));
    kinds.put(
        "json: a long name over many values",
        json(n -> "{\"" + x(n / 2) + "\":[" + "1,".repeat(Math.min(n / 4, 3000)) + "1]}"));
    kinds.put("json: escapes only", json(n -> "{\"a\":\"" + "\\u0041".repeat(n / 6) + "\"}"));
    kinds.put("json: in a form", form(n -> "json=" + "{\"a\":\"" + x(n) + "\"}"));
  }

  private static void xmls(Map<String, Kind> kinds) {
    kinds.put("xml: one long text", xml(n -> "<r><type>update</type><a>" + x(n) + "</a></r>"));
    kinds.put("xml: deep elements", xml(n -> nested("<a>", "</a>", n / 7)));
    kinds.put("xml: too many elements", xml(n -> "<r>" + "<a/>".repeat(n / 4) + "</r>"));
    kinds.put("xml: many attributes", xml(n -> "<r " + repeat(i -> "a" + i + "='' ", n) + "/>"));
    kinds.put("xml: a long name", xml(n -> "<" + x(n / 2) + "/>"));
    kinds.put("xml: a long attribute", xml(n -> "<r a='" + x(n) + "'/>"));
    kinds.put("xml: a long comment", xml(n -> "<r><!--" + x(n) + "--></r>"));
    kinds.put("xml: many comments", xml(n -> "<r>" + "<!---->".repeat(n / 7) + "</r>"));
    kinds.put("xml: one CDATA", xml(n -> "<r><a><![CDATA[" + x(n) + "]]></a></r>"));
    kinds.put("xml: references only", xml(n -> "<r><a>" + "&#65;".repeat(n / 5) + "</a></r>"));
    kinds.put(
        "xml: a long name over many values",
        xml(n -> "<" + x(900) + ">" + "<a/>".repeat(Math.min(n / 4, 3000)) + "</" + x(900) + ">"));
    kinds.put("xml: an entity that grows", xml(HostileBodies::billionLaughs));
    kinds.put("xml: in a form", form(n -> "xml=<r><a>" + x(n) + "</a></r>"));
  }

  private static final String ACCENTS = "%CC%81".repeat(250);
  private static final String BIG = "1" + "0".repeat(900) + "e999999999";

  private static String billionLaughs(int length) {
    String bombs = repeat(i -> "<!ENTITY e" + (i + 1) + " \"&e" + i + ";&e" + i + ";\">", length);
    return "<!DOCTYPE r [<!ENTITY e0 \"x\">" + bombs + "]><r>&e9;</r>";
  }

  /** One path as long as the body, of which each level holds a part. */
  private static String longNames(int length) {
    String name = x(length / 60);
    return name + ("[" + name + "]").repeat(59);
  }

  private static String deep(int i) {
    return "a" + i + "[b]".repeat(64);
  }

  private static Kind form(IntFunction<String> body) {
    return new Kind(FORM, body);
  }

  private static Kind json(IntFunction<String> body) {
    return new Kind(JSON, body);
  }

  private static Kind xml(IntFunction<String> body) {
    return new Kind(XML, body);
  }

  private static String x(int length) {
    return "x".repeat(length);
  }

  private static String nested(String open, String close, int times) {
    return open.repeat(times) + close.repeat(times);
  }

  private static String repeat(IntFunction<String> part, int length) {
    StringBuilder text = new StringBuilder(length + 1000);
    for (int i = 0; text.length() < length; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }
}
