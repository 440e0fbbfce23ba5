package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.copernicaroutes.event.Requests.event;

import java.time.OffsetDateTime;
import java.util.Map;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {

  @Test
  void readsADocumentedProfileUpdate() {
    Event event =
        event(
            "type=update&profile=4711&database=9&fields%5Bmail%5D=zoe%40example.org"
                + "&fields%5Bfirst+name%5D=Zo%C3%AB&interests%5B%5D=tea&time=1735689600"
                + "&timestamp=2025-01-01+01%3A00%3A00");
    assertThat(event)
        .hasToString("update profile account=77 database=9 profile=4711 event=" + Requests.ID);
    assertThat(event.getFields()).isEqualTo(Map.of("mail", "zoe@example.org", "first name", "Zoë"));
    assertThat(event.getInterests()).isEqualTo(Map.of("tea", true));
    assertThat(event.getSignedAt()).isEqualTo(OffsetDateTime.parse("2025-01-01T00:00:00Z"));
    assertThat(event.getReceivedAt()).isEqualTo(OffsetDateTime.parse("2025-01-01T00:00:01.250Z"));
    assertThat(event.getExtra()).isEmpty();
    assertThat(event.getFlags()).isEmpty();
  }

  @Test
  void jsonAndFormOfTheSameEventAreTheSame() {
    Event form =
        event("type=update&profile=1&fields[a]=1.50&fields[b]=&interests[]=tea&tags[]=x&x[y]=true");
    Event json =
        json(
            """
            {"type":"update","profile":1,"fields":{"a":1.50,"b":""},"interests":["tea"],
             "tags":["x"],"x":{"y":true}}
            """);
    assertThat(new EventJson().write(json)).isEqualTo(new EventJson().write(form));
  }

  @Test
  void aNullInJsonWasNotSent() {
    Event event =
        json("{\"type\":\"update\",\"profile\":1,\"interests\":null,\"fields\":{\"a\":null}}");
    assertThat(event.interestsSent()).isFalse();
    assertThat(event.getFields()).isEmpty();
    assertThat(event.getFlags()).containsExactly("null-value");
  }

  /** A form cannot tell a list from names that are numbers; JSON can. */
  @Test
  void keysOfAJsonObjectOfSwitchesAreNamesAlsoWhereTheyAreNumbers() {
    assertThat(jsonInterests("{\"0\":true}")).isEqualTo(Map.of("0", true));
    assertThat(jsonInterests("{\"0\":\"1\",\"1\":0}")).isEqualTo(Map.of("0", true, "1", false));
    assertThat(jsonInterests("{\"drinks\":{\"0\":false}}")).isEqualTo(Map.of("0", false));
    assertThat(jsonInterests("[\"1\"]")).isEqualTo(Map.of("1", true));
    assertThat(jsonInterests("{\"0\":\"tea\",\"1\":\"milk\"}"))
        .isEqualTo(Map.of("tea", true, "milk", true));
  }

  private static Map<String, Boolean> jsonInterests(String interests) {
    return json("{\"type\":\"update\",\"profile\":1,\"interests\":" + interests + "}")
        .getInterests();
  }

  @Test
  void emptyListsInJsonWereSent() {
    Event event = json("{\"type\":\"update\",\"profile\":1,\"interests\":[]}");
    assertThat(event.interestsSent()).isTrue();
    assertThat(event.getInterests()).isEmpty();
  }

  @Test
  void aNestedCallbackGivesItsRowsState() {
    Event event =
        json(
            """
            {"action":"update","profile":{"id":1,"database":7,"fields":{"a":"b"},
             "interests":["tea"],"secret":"s"},"parameters":{"a":"b"}}
            """);
    assertThat(event.key()).isEqualTo(1);
    assertThat(event.getDatabase()).isEqualTo(7);
    assertThat(event.getFields()).isEqualTo(Map.of("a", "b"));
    assertThat(event.getInterests()).isEqualTo(Map.of("tea", true));
    assertThat(event.getParameters()).isEqualTo(Map.of("a", "b"));
    assertThat(event.getExtra()).isEqualTo(Map.of("profile[secret]", "s"));
  }

  @Test
  void whatWasOddAboutTheFormAroundACallbackIsFlaggedToo() {
    Event event = event("json={\"action\":\"update\",\"id\":1,\"fields\":{\"a\":\"%E9\"}}");
    assertThat(event.getFields()).isEqualTo(Map.of("a", "é"));
    assertThat(event.getFlags()).containsExactly("windows-1252");
  }

  @Test
  void aFormWithMoreThanJsonIsAForm() {
    Event event = event("type=update&profile=1&json={}");
    assertThat(event.getExtra()).isEqualTo(Map.of("json", "{}"));
  }

  @Test
  void anOwnersFieldsAreNotTheSubprofiles() {
    Event event =
        json(
            """
            {"action":"update","subprofile":{"id":5,"collection":3},
             "profile":{"id":1,"fields":{"a":"b"}}}
            """);
    assertThat(event.key()).isEqualTo(5);
    assertThat(event.getProfile()).isEqualTo(1);
    assertThat(event.getCollection()).isEqualTo(3);
    assertThat(event.getFields()).isEmpty();
    assertThat(event.getExtra()).isEqualTo(Map.of("profile[fields][a]", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"x\"",
        "{\"type\":\"update\",\"profile\":1} {}",
        "{\"type\":\"update\",\"type\":\"delete\",\"profile\":1}",
        "{\"type\":\"update\",\"profile\":1,\"fields\":{\"a\":\"\\ud800\"}}",
        "{\"type\":\"update\",\"profile\":1,\"a\\u0000\":1}",
        "{\"type\":\"update\",\"profile\":[1]}",
        "{\"type\":\"update\"",
        ""
      })
  void refusesJsonThatMakesNoEvent(String body) {
    assertThatThrownBy(() -> json(body)).isInstanceOf(DeliveryFailure.class);
  }

  @Test
  void jsonHasTheSameLimitsAsAForm() {
    String deep =
        "{\"type\":\"update\",\"profile\":1,\"x\":" + "[".repeat(65) + "]".repeat(65) + "}";
    assertThatThrownBy(() -> json(deep)).hasMessageContaining("nested deeper than 64");
    String wide = "{\"x\":[" + "1,".repeat(4000) + "1]}";
    assertThatThrownBy(() -> json(wide)).hasMessageContaining("more than 4000 variables");
  }

  @Test
  void aLongNameOverManyValuesDoesNotMultiply() {
    String body = "{\"" + "n".repeat(100_000) + "\":[" + "1,".repeat(3000) + "1]}";
    assertThatThrownBy(() -> json(body)).hasMessageContaining("its names, written out");
  }

  @Test
  void theUrlHintsWhatTheBodyDoesNotSay() {
    Event event = at("/cb?database=7&collection=3&trigger=create", "id=12&fields[a]=b");
    assertThat(event)
        .hasToString(
            "create subprofile account=77 database=7 collection=3"
                + " subprofile=12 event="
                + Requests.ID);
    assertThat(event.getOrigin()).isEqualTo("callback");
  }

  @Test
  void theBodyOverrulesTheHints() {
    Event event = at("/cb?database=7&collection=3", "type=update&database=8&profile=1");
    assertThat(event.getDatabase()).isEqualTo(8);
    assertThat(event.getSubject()).isEqualTo("profile");
    assertThat(event.getCollection()).isNull();
  }

  @Test
  void hintsThatCannotBeReadAreFlaggedAndLeftOut() {
    Event event = at("/cb?database=seven&trigger=sometimes", "type=update&profile=1");
    assertThat(event.getDatabase()).isNull();
    assertThat(event.getFlags()).containsExactly("bad-hint");
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"CREATE", "UPDATE", "DELETE"},
      mode = EnumSource.Mode.EXCLUDE)
  void mailEventsKeepTheirVariablesInExtra(Action action) {
    Event event =
        event(
            "type="
                + action.text()
                + "&id=8Ab3x2&recipient=ann%40example.com&time=1735689600"
                + "&tags[]=a&tags[]=b");
    assertThat(event.is(action)).isTrue();
    assertThat(event.is(Subject.MESSAGE)).isTrue();
    assertThat(event.key()).isNull();
    assertThat(event.getTime()).isNotNull();
    assertThat(event.getExtra())
        .isEqualTo(
            Map.of("id", "8Ab3x2", "recipient", "ann@example.com", "tags[0]", "a", "tags[1]", "b"));
  }

  @Test
  void aMailEventWithARowIsAboutThatRow() {
    assertThat(event("type=unsubscribe&id=1&profile=5&database=7").is(Subject.PROFILE)).isTrue();
    assertThat(event("type=click&id=1&subprofile=6").is(Subject.SUBPROFILE)).isTrue();
  }

  @Test
  void aMailEventIsNotLostForAnOddRow() {
    Event event = event("type=click&id=1&profile=none");
    assertThat(event.is(Subject.MESSAGE)).isTrue();
    assertThat(event.getExtra()).containsEntry("profile", "none");
    assertThat(event.getFlags()).containsExactly("bad-id");
  }

  @Test
  void anAbuseReportWithoutTypeIsKnownByItsUrl() {
    Event event = at("/cb?trigger=abuse", "id=x1&mime=1.0");
    assertThat(event.getAction()).isEqualTo("abuse");
    assertThat(event.getOrigin()).isEqualTo("webhook");
  }

  @Test
  void zeroDatesAreNullAndTheirTextIsKept() {
    Event event = event("type=update&profile=1&created=0000-00-00+00:00:00&modified=0000-00-00");
    assertThat(event.getCreated()).isNull();
    assertThat(event.getModified()).isNull();
    assertThat(event.getExtra())
        .isEqualTo(Map.of("created", "0000-00-00 00:00:00", "modified", "0000-00-00"));
    assertThat(event.getFlags()).containsExactly("zero-date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created=yesterday",
        "modified=2025-02-30 00:00:00",
        "timestamp=2025-01-01 25:00:00",
        "time=-1",
        "time=1.5",
        "time=9999999999999",
        "time=",
        "created=",
        "time[]=1"
      })
  void timesThatCannotBeReadDoNotCostTheEvent(String time) {
    Event event = event("type=update&profile=1&" + time);
    assertThat(event.key()).isEqualTo(1);
    assertThat(event.getExtra()).hasSize(1);
    assertThat(event.getFlags()).containsExactly("bad-time");
  }

  @Test
  void aNestedFieldIsKeptAside() {
    Event event = event("type=update&profile=1&fields[a][b]=1&fields[c]=2");
    assertThat(event.getFields()).isEqualTo(Map.of("c", "2"));
    assertThat(event.getExtra()).isEqualTo(Map.of("fields[a][b]", "1"));
    assertThat(event.getFlags()).containsExactly("nested-value");
  }

  @Test
  void parametersThatAreNoSetDoNotCostTheEvent() {
    Event event = event("type=update&profile=1&parameters=x");
    assertThat(event.getParameters()).isEmpty();
    assertThat(event.getExtra()).isEqualTo(Map.of("parameters", "x"));
    assertThat(event.getFlags()).containsExactly("unnamed-value");
  }

  @Test
  void fieldsThatAreNoSetCostADataEventAndNotAMailEvent() {
    assertThatThrownBy(() -> event("type=update&profile=1&fields=x"))
        .hasMessageContaining("`fields` is not a set of named values");
    assertThat(event("type=click&id=1&fields=x").getExtra()).containsEntry("fields", "x");
    assertThat(event("type=update&profile=1&fields=").getFields()).isEmpty();
  }

  @Test
  void fieldsMayBeCalledLikeVariables() {
    Event event = event("type=update&profile=1&fields[type]=a&fields[type]=b&fields[profile]=x");
    assertThat(event.getFields()).isEqualTo(Map.of("type", "b", "profile", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "database", "subprofile", "collection", "id", "action"})
  void aRepeatedKeyIsUnreadable(String name) {
    String body = "type=update&profile=1&" + name + "=5&" + name + "=6";
    assertThatThrownBy(() -> event(body)).hasMessageContaining("given more than once");
  }

  @Test
  void anUnreadableBodyIsPoisonAndItsReasonHoldsNothingOfIt() {
    assertThatThrownBy(() -> event("type=ann%40example.com&mail=ann%40example.com"))
        .isInstanceOfSatisfying(
            DeliveryFailure.class, failure -> assertThat(failure.end()).isEqualTo(End.POISON))
        .hasMessageContainingAll("event " + Requests.ID, "account 77", "dead letters")
        .message()
        .doesNotContain("example.com");
  }

  private static Event at(String target, String body) {
    return Requests.DECODER.decode(Requests.at(target, body));
  }

  private static Event json(String body) {
    return Requests.DECODER.decode(Requests.json(body));
  }
}
