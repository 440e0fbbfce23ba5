package org.copernicaroutes.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDecoderTest {

  private static final String CALLBACK =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <callback>
        <action>update</action>
        <id>4711</id>
        <fields><name>Ann Lee</name><mail>old@example.com</mail></fields>
        <updated><mail>ann@example.com</mail></updated>
        <interests><interest>tea</interest><interest>milk</interest></interests>
      </callback>
      """;

  private static final String DAMAGE = "<>&;!/?[]\"'= \n\0\u00ffaD-";

  @TempDir Path directory;

  @Test
  void keepsOldAndNewValuesAndAppliesTheNew() {
    Event event = xml(CALLBACK);
    assertThat(event.getAction()).isEqualTo("update");
    assertThat(event.getOrigin()).isEqualTo("callback");
    assertThat(event.key()).isEqualTo(4711);
    assertThat(event.getFields()).isEqualTo(Map.of("name", "Ann Lee", "mail", "ann@example.com"));
    assertThat(event.getOld()).isEqualTo(Map.of("name", "Ann Lee", "mail", "old@example.com"));
    assertThat(event.getInterests()).isEqualTo(Map.of("tea", true, "milk", true));
    assertThat(event.getFlags()).isEmpty();
  }

  @Test
  void isTheSameInAFormOfOneFieldCalledXml() {
    Event inForm = Requests.event("xml=" + URLEncoder.encode(CALLBACK, UTF_8));
    assertThat(new EventJson().write(inForm)).isEqualTo(new EventJson().write(xml(CALLBACK)));
  }

  @Test
  void givesWhatTheSameEventInJsonGives() {
    Event json =
        Requests.DECODER.decode(
            Requests.json(
                "{\"type\":\"create\",\"profile\":1,\"fields\":{\"a\":\"b\",\"c\":\"\"},"
                    + "\"time\":1735689600,\"x\":{\"y\":[\"1\",\"2\"]}}"));
    Event xml =
        xml(
            "<e><type>create</type><profile>1</profile><fields><a>b</a><c/></fields>"
                + "<time>1735689600</time><x><y>1</y><y>2</y></x></e>");
    assertThat(new EventJson().write(xml)).isEqualTo(new EventJson().write(json));
  }

  @ParameterizedTest
  @CsvSource({
    "'<c><action>delete</action><profile><id>5</id></profile></c>', profile, 5",
    "'<c><action>delete</action><profile id=\"5\"/></c>', profile, 5",
    "'<profile><action>delete</action><id>5</id></profile>', profile, 5",
    "'<profile id=\"5\" action=\"delete\"/>', profile, 5",
    "'<subprofile><action>delete</action><id>5</id></subprofile>', subprofile, 5",
    "'<subprofile id=\"5\" action=\"delete\"><profile id=\"4\"/></subprofile>', subprofile, 5",
    "'<c action=\"delete\" id=\"5\" collection=\"3\"/>', subprofile, 5"
  })
  void findsTheRowWhereverItIs(String body, String subject, long key) {
    assertThat(xml(body).getSubject()).isEqualTo(subject);
    assertThat(xml(body).key()).isEqualTo(key);
  }

  @Test
  void findsOldAndNewValuesBesideTheRowsId() {
    Event event =
        xml(
            "<c><action>update</action><profile><id>5</id><fields><a>1</a></fields>"
                + "<updated><a>2</a></updated></profile></c>");
    assertThat(event.getFields()).isEqualTo(Map.of("a", "2"));
    assertThat(event.getOld()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void anOwnersValuesAreNotTheSubprofiles() {
    Event event =
        xml(
            "<subprofile action='update' id='5'><profile><id>4</id><fields><a>1</a></fields>"
                + "<updated><a>2</a></updated></profile></subprofile>");
    assertThat(event.getFields()).isEmpty();
    assertThat(event.getOld()).isEmpty();
    assertThat(event.getExtra())
        .isEqualTo(Map.of("profile[fields][a]", "1", "profile[updated][a]", "2"));
  }

  @Test
  void withoutNewValuesFieldsAreTheState() {
    Event event = xml("<c><action>create</action><id>5</id><fields><a>1</a></fields></c>");
    assertThat(event.getFields()).isEqualTo(Map.of("a", "1"));
    assertThat(event.getOld()).isEmpty();
  }

  @Test
  void newValuesAloneAreTheState() {
    Event event = xml("<c><action>create</action><id>5</id><updated><a>1</a></updated></c>");
    assertThat(event.getFields()).isEqualTo(Map.of("a", "1"));
    assertThat(event.getOld()).isEmpty();
  }

  @Test
  void oldValuesAreNotTakenForTheStateWhereTheNewOnesAreElsewhere() {
    String updated = "<profile><id>5</id><updated><a>new</a></updated></profile>";
    String fields = "<fields><a>old</a></fields>";
    assertThatThrownBy(() -> xml("<c><action>update</action>" + updated + fields + "</c>"))
        .hasMessageContaining("`updated` is in the row and `fields` beside the row");
  }

  @Test
  void anUpdatedThatIsNoSetIsOnlyKept() {
    Event event = xml("<c><action>create</action><id>5</id><updated>today</updated></c>");
    assertThat(event.getExtra()).isEqualTo(Map.of("updated", "today"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields", "updated", "action", "id"})
  void whatIsSaidTwiceIsUnreadable(String name) {
    String twice = "<%s><a>1</a></%s>".formatted(name, name).repeat(2);
    assertThatThrownBy(
            () ->
                xml(
                    "<c><action>update</action><id>1</id><updated><b>1</b></updated>"
                        + twice
                        + "</c>"))
        .isInstanceOf(DeliveryFailure.class);
  }

  @Test
  void keepsTextToTheLetterAndDropsTheLayoutBetweenElements() {
    Event event =
        xml(
            "<c>\n <action>update</action> <id>1</id>\n <fields>\n <a>  x\ty </a><b><![CDATA[<&>]]></b>"
                + "<c>&lt;&#x1F375;&amp;</c><d/></fields></c>");
    assertThat(event.getFields())
        .isEqualTo(Map.of("a", "  x\ty ", "b", "<&>", "c", "<\uD83C\uDF75&", "d", ""));
  }

  @Test
  void losesNoTextBesideElements() {
    Event event = xml("<c type='create' profile='1'>odd<x n='1'>deep<y>2</y></x></c>");
    assertThat(event.getExtra())
        .isEqualTo(Map.of("value", "odd", "x[n]", "1", "x[value]", "deep", "x[y]", "2"));
  }

  @Test
  void aFieldThatIsRepeatedIsKeptAside() {
    Event event = xml("<c type='create' profile='1'><fields><a>1</a><a>2</a><b>3</b></fields></c>");
    assertThat(event.getFields()).isEqualTo(Map.of("b", "3"));
    assertThat(event.getExtra()).isEqualTo(Map.of("fields[a][0]", "1", "fields[a][1]", "2"));
    assertThat(event.getFlags()).containsExactly("nested-value");
  }

  @ParameterizedTest
  @CsvSource({
    "<interests/>, {}",
    "<interests><tea>1</tea><milk>0</milk></interests>, '{tea=true, milk=false}'",
    "<interests><interest>tea</interest></interests>, {tea=true}",
    "<interests><i name='tea' value='1'/><i name='milk' value='0'/></interests>, '{tea=true, milk=false}'"
  })
  void readsInterestsAsInOtherFormats(String interests, String read) {
    Event event = xml("<c type='create' profile='1'>" + interests.replace("''", "'") + "</c>");
    assertThat(event.interestsSent()).isTrue();
    assertThat(event.getInterests()).hasToString(read);
  }

  @Test
  void neverFetchesAnything() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    try (ServerSocket listening = new ServerSocket(0)) {
      listening.setSoTimeout(1);
      String url = "http://127.0.0.1:" + listening.getLocalPort() + "/x";
      for (String type :
          List.of(
              "<!DOCTYPE c SYSTEM '" + url + "'>",
              "<!DOCTYPE c [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>",
              "<!DOCTYPE c [<!ENTITY % x SYSTEM '" + url + "'> %x;]>",
              "<!DOCTYPE c [<!ENTITY x 'y'>]>",
              "<!DOCTYPE c>")) {
        assertThatThrownBy(() -> xml(type + "<c type='create' profile='1'><a>&x;</a></c>"))
            .hasMessageContaining("document type");
      }
      assertThatThrownBy(listening::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "<c",
        "<c></d>",
        "<c/><c/>",
        "<c>&nbsp;</c>",
        "<c>&#0;</c>",
        "<c>\0</c>",
        "<c a='1' a='2'/>",
        "<c>\uFFFE</c>",
        "<!DOCTYPE c [\uFFFE]><c/>",
        "type=update&profile=1",
        "<c>&#xD800;</c>"
      })
  void whatIsNoXmlIsUnreadableAndSaysWhere(String body) {
    assertThatThrownBy(() -> xml(body))
        .hasMessageContaining("it is not XML at line 1, column")
        .hasMessageNotContaining("nbsp");
  }

  @Test
  void bytesAreReadByTheOneRuleWhateverTheDocumentDeclares() {
    String text = "<c type='create' profile='1'><fields><a>\u00e9</a></fields></c>";
    for (String encoding : List.of("UTF-8", "ISO-8859-1", "windows-1252")) {
      String xml = "<?xml version='1.0' encoding='" + encoding + "'?>" + text;
      assertThat(xml(xml.getBytes(UTF_8)).getFields()).isEqualTo(Map.of("a", "\u00e9"));
      assertThat(xml(xml.getBytes(UTF_8)).getFlags()).isEmpty();
      assertThat(xml(xml.getBytes(ISO_8859_1)).getFields()).isEqualTo(Map.of("a", "\u00e9"));
      assertThat(xml(xml.getBytes(ISO_8859_1)).getFlags()).containsExactly("windows-1252");
    }
    assertThat(xml(("\uFEFF" + text).getBytes(UTF_8)).getFields()).isEqualTo(Map.of("a", "\u00e9"));
  }

  @Test
  void anEncodingThatTheRuleWouldMangleIsUnreadable() {
    String xml = "<?xml version='1.0' encoding='koi8-r'?><c type='create' profile='1'>%s</c>";
    assertThat(xml(xml.formatted("plain")).key()).isEqualTo(1);
    assertThatThrownBy(() -> xml(xml.formatted("\u00e9").getBytes(ISO_8859_1)))
        .hasMessageContaining("declares an encoding");
    assertThatThrownBy(() -> xml("<c type='create' profile='1'/>".getBytes(UTF_16)))
        .hasMessageContaining("it is not XML");
  }

  @Test
  void hasTheLimitsOfAForm() {
    String deep = "<a>".repeat(66) + "</a>".repeat(66);
    assertThat(
            extra("<c type='create' profile='1'>" + deep.substring(3, deep.length() - 4) + "</c>"))
        .hasSize(1);
    assertThatThrownBy(() -> xml("<c type='create' profile='1'>" + deep + "</c>"))
        .hasMessageContaining("nested deeper than 64");
    assertThat(extra("<c type='create' profile='1'>" + "<a/>".repeat(3998) + "</c>")).hasSize(3998);
    assertThatThrownBy(() -> xml("<c type='create' profile='1'>" + "<a/>".repeat(3999) + "</c>"))
        .hasMessageContaining("more than 4000 variables");
    assertThatThrownBy(() -> xml("<c>" + " ".repeat(1_000_000) + "</c>"))
        .hasMessageContaining("the limit is 1000000");
  }

  /** Nothing but an event or an unreadable body, whatever becomes of the bytes on the way. */
  @Test
  void damagedDocumentsNeverFailOtherwise() {
    Random random = new Random(20250314);
    byte[] good = CALLBACK.getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] =
            (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
      }
      try {
        assertThat(xml(damaged).key()).isNotNull();
      } catch (DeliveryFailure unreadable) {
        assertThat(unreadable).hasMessageContaining("cannot be read");
      }
    }
  }

  private static Map<String, String> extra(String body) {
    return xml(body).getExtra();
  }

  private static Event xml(String body) {
    return xml(body.getBytes(UTF_8));
  }

  private static Event xml(byte[] body) {
    return Requests.DECODER.decode(
        Requests.request("/copernica/callback", body, true, "text/xml; charset=us-ascii"));
  }
}
