package org.copernicaroutes.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.copernicaroutes.event.Requests.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Copernica sends, by the sections of copernica-spec.md 2 and 1.3. */
class CatalogueTest {

  private static final String TIMES =
      "&timestamp=2025-01-01+01:00:00&created=2024-12-31+10:00:00&modified=2025-01-01+01:00:00";
  private static final LocalDateTime NEW_YEAR = LocalDateTime.parse("2025-01-01T01:00:00");
  private static final String MAIL =
      "&timestamp=2025-01-01+01:00:00&time=1735689600&recipient=ann%40example.com&tags[]=a";

  @Test
  void everySectionHasItsTests() throws IOException {
    String spec = Files.readString(Path.of("docs/copernica-spec.md"));
    String catalogue = spec.substring(spec.indexOf("## 2. "), spec.indexOf("### 2.10"));
    List<String> sections =
        Pattern.compile("(?m)^### 2\\.(\\d) ")
            .matcher(catalogue)
            .results()
            .map(section -> "Section2" + section.group(1))
            .toList();
    assertThat(sections).hasSize(9);
    assertThat(sections)
        .allMatch(
            section ->
                Arrays.stream(CatalogueTest.class.getDeclaredClasses())
                    .anyMatch(tests -> tests.getSimpleName().startsWith(section)));
  }

  @Nested
  class Section13ActivationAndTesting {

    @Test
    void aTestCallIsAnEventThatIsAboutNothing() {
      Event event = event("type=test");
      assertThat(event.is(Action.TEST)).isTrue();
      assertThat(event.is(Subject.MESSAGE)).isTrue();
      assertThat(event.key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "&&", "a=b", "{\"what\":\"ever\"}"})
    void aTestCallMayCarryAnythingAtAUrlThatSaysItIsOne(String body) {
      assertThat(at("/cb?trigger=test", body).is(Action.TEST)).isTrue();
    }

    @Test
    void aTestCallThatSaysNothingIsKeptAndTheReasonSaysThatItArrived() {
      assertThatThrownBy(() -> event("hello"))
          .isInstanceOf(DeliveryFailure.class)
          .hasMessageContaining("if this was Copernica's test button: the call arrived");
    }

    @Test
    void aTestCallToAnyUrlIsATest() {
      assertThat(at("/cb?trigger=update", "type=test").is(Action.TEST)).isTrue();
    }
  }

  @Nested
  class Section21ProfileCreate {

    @Test
    void saysTheRowItsStateAndTheRequest() {
      Event event =
          event(
              "type=create&profile=123&id=123&database=7&parameters[name]=Ann&parameters[red]=1"
                  + "&fields[name]=Ann&fields[mail]=a%40example.com&interests[red]=1"
                  + "&interests[blue]=0&time=1735689600"
                  + TIMES);
      assertThat(event)
          .hasToString("create profile account=77 database=7 profile=123 event=" + Requests.ID);
      assertThat(event.getFields()).isEqualTo(Map.of("name", "Ann", "mail", "a@example.com"));
      assertThat(event.getParameters()).isEqualTo(Map.of("name", "Ann", "red", "1"));
      assertThat(event.getInterests()).isEqualTo(Map.of("red", true, "blue", false));
      assertThat(event.getTimestamp()).isEqualTo(NEW_YEAR);
      assertThat(event.getCreated()).isEqualTo("2024-12-31T10:00:00");
      assertThat(event.getModified()).isEqualTo(NEW_YEAR);
      assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2025-01-01T00:00:00Z"));
      assertThat(event.getExtra()).isEmpty();
      assertThat(event.getFlags()).isEmpty();
    }

    @Test
    void theDiscriminatorMayBeAction() {
      assertThat(event("action=create&profile=123").is(Action.CREATE)).isTrue();
    }
  }

  @Nested
  class Section22ProfileUpdate {

    @Test
    void parametersMayBeASingleKeyWhileFieldsAreAll() {
      Event event = event("type=update&profile=1&parameters[a]=2&fields[a]=2&fields[b]=3");
      assertThat(event.getParameters()).isEqualTo(Map.of("a", "2"));
      assertThat(event.getFields()).isEqualTo(Map.of("a", "2", "b", "3"));
    }

    @Test
    void previousValuesAreNotSent() {
      assertThat(event("type=update&profile=1&fields[a]=2").getOld()).isEmpty();
    }

    @Test
    void theProfileMayBeCalledId() {
      assertThat(event("action=update&id=123&database=7").getProfile()).isEqualTo(123);
    }
  }

  @Nested
  class Section23ProfileDelete {

    @Test
    void saysTheRowAndTheMoment() {
      Event event = event("type=delete&profile=1&database=7&timestamp=2025-01-01+01:00:00");
      assertThat(event.key()).isEqualTo(1);
      assertThat(event.getDatabase()).isEqualTo(7);
      assertThat(event.getTimestamp()).isEqualTo(NEW_YEAR);
      assertThat(event.getModified()).isNull();
      assertThat(event.interestsSent()).isFalse();
    }

    @Test
    void fieldsMayBeSent() {
      assertThat(event("type=delete&profile=1&fields[a]=b").getFields()).hasSize(1);
    }

    @Test
    void theTypoOfOnePageIsNoDelete() {
      assertThatThrownBy(() -> event("type=type&profile=1")).isInstanceOf(DeliveryFailure.class);
    }
  }

  @Nested
  class Section24SubprofileCreate {

    @Test
    void saysTheRowItsOwnerAndWhereItLives() {
      Event event =
          event(
              "type=create&subprofile=123&id=12&profile=123&database=7&collection=3"
                  + "&parameters[a]=b&fields[a]=b"
                  + TIMES);
      assertThat(event)
          .hasToString(
              "create subprofile account=77 database=7 collection=3 profile=123 subprofile=123"
                  + " event="
                  + Requests.ID);
      assertThat(event.getExtra()).isEqualTo(Map.of("id", "12"));
      assertThat(event.interestsSent()).isFalse();
    }
  }

  @Nested
  class Section25SubprofileUpdate {

    @Test
    void theSubprofileMayBeCalledIdWhereACollectionIsNamed() {
      Event event = event("type=update&id=12&profile=123&collection=3&fields[a]=b");
      assertThat(event.getSubprofile()).isEqualTo(12);
      assertThat(event.getProfile()).isEqualTo(123);
    }
  }

  @Nested
  class Section26SubprofileDelete {

    @Test
    void mayOmitDatabaseAndFields() {
      Event event = event("type=delete&subprofile=5&profile=1&collection=3");
      assertThat(event.key()).isEqualTo(5);
      assertThat(event.getDatabase()).isNull();
      assertThat(event.getFields()).isEmpty();
    }

    @Test
    void mayHaveThem() {
      Event event = event("type=delete&subprofile=5&collection=3&database=7&fields[a]=b");
      assertThat(event.getDatabase()).isEqualTo(7);
      assertThat(event.getFields()).isEqualTo(Map.of("a", "b"));
    }
  }

  @Nested
  class Section27MailEvents {

    @ParameterizedTest
    @ValueSource(strings = {"open", "click", "delivery", "failure", "bounce"})
    void eachIsAboutAMessageWhoseVariablesAreKept(String type) {
      Event event = event("type=" + type + "&id=8Ab3x2" + MAIL);
      assertThat(event.getAction()).isEqualTo(type);
      assertThat(event.getSubject()).isEqualTo("message");
      assertThat(event.key()).isNull();
      assertThat(event.getTimestamp()).isEqualTo(NEW_YEAR);
      assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2025-01-01T00:00:00Z"));
      assertThat(event.getExtra())
          .isEqualTo(Map.of("id", "8Ab3x2", "recipient", "ann@example.com", "tags[0]", "a"));
      assertThat(event.getFlags()).isEmpty();
    }

    @Test
    void anOpenMayComeWithoutTimestamp() {
      assertThat(event("type=open&id=x&time=1735689600&ip=192.0.2.7").getTimestamp()).isNull();
    }

    @Test
    void aClickSaysItsTargetAndWhatTheReaderSaidToTheLetter() {
      Event event =
          event("type=click&id=x&original=https%3A%2F%2Fx.example&useragent=%3Cb%3E%24%7Bx%7D");
      assertThat(event.getExtra()).containsEntry("original", "https://x.example");
      assertThat(event.getExtra()).containsEntry("useragent", "<b>${x}");
    }

    @Test
    void theActionOfAFailureIsNotTheEvents() {
      for (String word : List.of("failure", "failed", "delete")) {
        Event event = event("type=failure&id=x&state=bounce&code=550&action=" + word);
        assertThat(event.is(Action.FAILURE)).isTrue();
        assertThat(event.getExtra()).containsEntry("action", word).containsEntry("code", "550");
      }
    }

    @Test
    void aDeliveryTypedOpenIsToldByTheTriggerInTheSignedQuery() {
      assertThat(at("/cb?trigger=delivery", "type=open&id=x").is(Action.DELIVERY)).isTrue();
      assertThat(at("/cb", "type=open&id=x").is(Action.OPEN)).isTrue();
    }

    @Test
    void aBounceKeepsEveryByteOfTheMessageThatCameBack() {
      byte[] all = new byte[255];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) (i + 1);
      }
      StringBuilder body = new StringBuilder("type=bounce&id=x&envelope=b%40example.com&mime=");
      for (byte b : all) {
        body.append("%%%02X".formatted(b & 0xFF));
      }
      Event event = event(body.toString());
      assertThat(event.getFlags()).containsExactly("windows-1252");
      assertThat(bytes(event.getExtra().get("mime"))).isEqualTo(all);
    }

    /** Windows-1252, and Latin-1 for what it leaves open: the way back for whoever needs it. */
    private byte[] bytes(String text) {
      byte[] bytes = new byte[text.length()];
      for (int i = 0; i < bytes.length; i++) {
        String c = text.substring(i, i + 1);
        boolean open = c.charAt(0) < 0x100;
        bytes[i] = c.getBytes(open ? ISO_8859_1 : java.nio.charset.Charset.forName("Cp1252"))[0];
      }
      return bytes;
    }

    @Test
    void historicalVariablesOfABounceAreKept() {
      assertThat(event("type=bounce&id=x&mailfrom=a&rcptto=b").getExtra())
          .containsEntry("mailfrom", "a")
          .containsEntry("rcptto", "b");
    }

    @ParameterizedTest
    @CsvSource({
      "tags[]=a&tags[]=b, tags[1], b",
      "tags[x]=a, tags[x], a",
      "tags=a;b, tags, a;b",
      "mailing=31, mailing, 31"
    })
    void tagsAndMailingAreKeptHoweverTheyAreWritten(String body, String name, String value) {
      assertThat(event("type=open&id=x&" + body).getExtra()).containsEntry(name, value);
    }

    @Test
    void aRowThatIsNamedIsWhatTheEventIsAbout() {
      assertThat(event("type=open&id=x&profile=5").is(Subject.PROFILE)).isTrue();
      assertThat(event("type=open&id=x&profile=5&subprofile=6").key()).isEqualTo(6);
    }
  }

  @Nested
  class Section28UnsubscribeAndAbuse {

    @Test
    void anUnsubscribeIsAboutItsProfileAndItsIdIsNoRows() {
      Event event =
          event(
              "type=unsubscribe&id=52&timestamp=2025-01-01+01:00:00&time=1735689600"
                  + "&database=7&profile=4711&mailing=31");
      assertThat(event)
          .hasToString(
              "unsubscribe profile account=77 database=7 profile=4711 event=" + Requests.ID);
      assertThat(event.getExtra()).isEqualTo(Map.of("id", "52", "mailing", "31"));
      assertThat(event.getFlags()).isEmpty();
    }

    @Test
    void anAbuseReportHasNoTimeButThatOfItsReceipt() {
      Event event = event("type=abuse&id=x&emailfrom=c%40example.net&mime=1.0");
      assertThat(event.is(Action.ABUSE)).isTrue();
      assertThat(event.getTime()).isNull();
      assertThat(event.getReceivedAt().toInstant()).isEqualTo(Requests.RECEIVED_AT);
    }

    @Test
    void anAbuseReportWithoutTypeIsKnownByItsUrl() {
      assertThat(at("/cb?trigger=abuse", "id=x&mime=1.0").is(Action.ABUSE)).isTrue();
    }
  }

  @Nested
  class Section29PublisherCallbacks {

    @Test
    void aProfileIsItsIdActionFieldsAndInterests() {
      Event event = json("{'id':5,'action':'update','fields':{'a':'b'},'interests':['tea']}");
      assertThat(event).hasToString("update profile account=77 profile=5 event=" + Requests.ID);
      assertThat(event.getOrigin()).isEqualTo("callback");
      assertThat(event.getFields()).isEqualTo(Map.of("a", "b"));
      assertThat(event.getInterests()).isEqualTo(Map.of("tea", true));
    }

    @Test
    void onlyTheUrlTellsWhichDatabaseOrCollection() {
      Event event = at("/cb?database=7&collection=3", "id=5&action=update&fields[a]=b");
      assertThat(event)
          .hasToString(
              "update subprofile account=77 database=7 collection=3 subprofile=5 event="
                  + Requests.ID);
    }

    @Test
    void interestsOfASubprofileAreNotBelieved() {
      Event event = at("/cb?collection=3", "id=5&action=update&interests[]=tea");
      assertThat(event.interestsSent()).isFalse();
      assertThat(event.getExtra()).isEqualTo(Map.of("interests[0]", "tea"));
    }

    @Test
    void jsonComesInOneFormFieldWithTheProfileNested() {
      Event event =
          event(
              "json={\"action\":\"update\",\"parameters\":{\"a\":\"b\"},"
                  + "\"profile\":{\"id\":5,\"fields\":{\"a\":\"b\"}}}");
      assertThat(event.key()).isEqualTo(5);
      assertThat(event.getFields()).isEqualTo(Map.of("a", "b"));
      assertThat(event.getParameters()).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void xmlSaysOldAndNewValues() {
      Event event =
          event(
              "xml=<c><action>update</action><id>5</id><fields><a>1</a></fields>"
                  + "<updated><a>2</a></updated></c>");
      assertThat(event.getOld()).isEqualTo(Map.of("a", "1"));
      assertThat(event.getFields()).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void aRowSaidTwiceInTheNestIsUnreadableAsItIsAtTheTop() {
      assertThatThrownBy(() -> json("{'action':'update','profile':{'id':5,'id':6}}"))
          .hasMessageContaining("`profile` is given more than once");
      assertThatThrownBy(
              () -> json("{'action':'update','profile':{'id':5,'database':6,'database':7}}"))
          .hasMessageContaining("`database` is given more than once");
    }

    @Test
    void anOwnersFieldsAreNotTheSubprofilesHoweverThatIsWritten() {
      Event event =
          json("{'action':'update','subprofile':6,'profile':{'id':5,'fields':{'a':'b'}}}");
      assertThat(event.key()).isEqualTo(6);
      assertThat(event.getFields()).isEmpty();
      assertThat(event.getExtra()).isEqualTo(Map.of("profile[fields][a]", "b"));
    }
  }

  private static Event at(String target, String body) {
    return Requests.DECODER.decode(Requests.at(target, body));
  }

  private static Event json(String body) {
    return Requests.DECODER.decode(Requests.json(body.replace('\'', '"')));
  }
}
