package org.copernicaroutes.event;

import static org.copernicaroutes.support.Promise.holds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * What holds for every body that anyone can think of: it is one event of bounded size that survives
 * being written and read, or it is unreadable and says why. Limits are low, so that they are met.
 */
final class DecodedBody {

  static final Limits LIMITS = new Limits(60, 8, 20_000);

  private static final EventDecoder DECODER = Requests.decoder(LIMITS);
  private static final EventJson JSON = new EventJson();
  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern ESCAPE = Pattern.compile("%(\\p{XDigit}{2})");
  private static final Pattern SAID = Pattern.compile("\u00EF\u00BF\u00BD|(?i:fffd)|65533");
  private static final Set<String> FLAGS =
      Arrays.stream(Flag.values()).map(Flag::text).collect(Collectors.toSet());

  private DecodedBody() {}

  static void check(String contentType, byte[] body) {
    VerifiedRequest request = Requests.request("/cb", body, true, contentType);
    String outcome = outcome(request);
    holds(outcome.equals(outcome(request)), "the same body makes the same event twice");
  }

  private static String outcome(VerifiedRequest request) {
    try {
      return checked(DECODER.decode(request), request.request().body());
    } catch (DeliveryFailure unreadable) {
      return checked(unreadable);
    }
  }

  private static String checked(DeliveryFailure unreadable) {
    holds(unreadable.end() == End.POISON, "an unreadable body is poison");
    holds(unreadable.getMessage().contains("cannot be read: "), "it says why");
    holds(unreadable.getMessage().length() < 600, "it says so in few words");
    return unreadable.getMessage();
  }

  private static String checked(Event event, byte[] body) {
    String json = JSON.write(event);
    holds(json.equals(JSON.write(JSON.read(json))), "an event survives its JSON");
    holds(isWellFormed(json), "an event holds whole characters only");
    holds(json.indexOf(REPLACEMENT) < 0 || saysReplacement(body), "nothing was replaced");
    holds(FLAGS.containsAll(event.getFlags()), "flags are of the documented ones");
    holds(size(event) <= 4L * body.length + LIMITS.length(), "an event is no larger than its body");
    return json;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xDFFF);
  }

  /** As bytes, as an escape of JSON, or as a reference of XML; any of these escaped in a form. */
  private static boolean saysReplacement(byte[] body) {
    String text = ESCAPE.matcher(latin1(body)).replaceAll(DecodedBody::escaped);
    return SAID.matcher(text).find();
  }

  private static String escaped(MatchResult escape) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static long size(Event event) {
    return size(event.getFields())
        + size(event.getParameters())
        + size(event.getOld())
        + size(event.getExtra())
        + event.getInterests().keySet().stream().mapToLong(String::length).sum();
  }

  private static long size(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToLong(text -> text.getKey().length() + text.getValue().length())
        .sum();
  }
}
