package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.copernicaroutes.event.Requests.event;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.signature.VerifiedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of copernica-spec.md 2.10, each test named after its row. */
class NormalisationTest {

  @Test
  void row1TypeDecidesAndActionOnlyWithoutIt() {
    assertThat(event("type=create&action=create&profile=1").getOrigin()).isEqualTo("webhook");
    assertThat(event("action=create&profile=1").getAction()).isEqualTo("create");
    assertThat(event("action=create&profile=1").getOrigin()).isEqualTo("callback");
    assertThat(event("action=create&profile=1").getExtra()).isEmpty();
  }

  @Test
  void row1TheActionOfAFailureIsNotTheEventsAndAContradictionElsewhereIsUnreadable() {
    assertUnreadable("type=create&action=update&profile=1", "contradict each other");
    Event failure = event("type=failure&action=failed&id=x1");
    assertThat(failure.getAction()).isEqualTo("failure");
    assertThat(failure.getExtra()).containsEntry("action", "failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile=1", "action=failed&id=1", "type=&profile=1", "type=Create&id=1"})
  void row1NothingThatDecidesIsUnreadable(String body) {
    assertThatThrownBy(() -> event(body)).isInstanceOf(DeliveryFailure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "type=update&profile=123, profile, 123,,",
    "action=update&id=123, profile, 123,,",
    "type=update&profile=123&id=12, profile, 123,,",
    "type=update&subprofile=5&profile=123, subprofile, 123,, 5",
    "type=update&subprofile=5&id=12&profile=123&collection=3, subprofile, 123, 3, 5",
    "type=update&id=12&profile=123&collection=3, subprofile, 123, 3, 12",
    "action=delete&collection=3&id=12, subprofile,, 3, 12"
  })
  void row2TheKeyIsNamedAfterTheRowElseId(
      String body, String subject, Long profile, Long collection, Long subprofile) {
    Event event = event(body);
    assertThat(event.getSubject()).isEqualTo(subject);
    assertThat(event.getProfile()).isEqualTo(profile);
    assertThat(event.getCollection()).isEqualTo(collection);
    assertThat(event.getSubprofile()).isEqualTo(subprofile);
  }

  @Test
  void row2AnIdThatDiffersFromTheKeyIsKeptAndFlagged() {
    Event event = event("type=create&subprofile=123&id=12&profile=123&collection=3");
    assertThat(event.key()).isEqualTo(123);
    assertThat(event.getExtra()).isEqualTo(Map.of("id", "12"));
    assertThat(event.getFlags()).containsExactly("id-differs");
  }

  @Test
  void row2AnIdThatEqualsTheKeyIsNoNews() {
    Event event = event("type=create&profile=123&id=123");
    assertThat(event.getExtra()).isEmpty();
    assertThat(event.getFlags()).isEmpty();
  }

  @Test
  void row2AProfileIsNeverTheKeyOfASubprofile() {
    assertUnreadable("type=update&collection=3&profile=123", "neither `subprofile` nor `id`");
  }

  @ParameterizedTest
  @CsvSource({
    "interests[]=tea&interests[]=milk",
    "interests[1]=tea&interests[0]=milk",
    "interests[tea]=1&interests[milk]=on",
    "interests[tea]=TRUE&interests[milk]=yes",
    "interests[drinks][]=tea&interests[dairy]=milk",
    "interests[drinks][tea]=1&interests[drinks][milk]=1",
    "interests[0][name]=tea&interests[0][group]=drinks&interests[1][name]=milk",
    "interests[0][name]=tea&interests[0][value]=1&interests[1][name]=milk&interests[1][id]=88"
  })
  void row3EveryFormOfInterestsSaysTheSame(String interests) {
    Event event = event("type=update&profile=1&" + interests);
    assertThat(event.getInterests()).isEqualTo(Map.of("tea", true, "milk", true));
    assertThat(event.getFlags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interests=tea",
        "interests[tea]=1&interests[milk]=perhaps",
        "interests[tea]=1&interests[]=milk",
        "interests[2]=tea&interests[4]=milk",
        "interests=&interests[tea]=1",
        "interests[a][]=tea&interests[b][tea]=0",
        "interests[0][name]=tea&interests[0][state]=0",
        "interests[0][name]=tea&interests[0][value]=perhaps",
        "interests[a][b][c]=1"
      })
  void row3DoubtfulInterestsAreNotGuessedAndLeaveTheRestOfTheEvent(String interests) {
    Event event = event("type=update&profile=1&fields[a]=b&" + interests);
    assertThat(event.interestsSent()).isFalse();
    assertThat(event.getFields()).isEqualTo(Map.of("a", "b"));
    assertThat(event.getFlags()).contains("interests-unclear");
    assertThat(event.getExtra().keySet()).anyMatch(name -> name.startsWith("interests"));
  }

  @Test
  void row4ZeroInAMapIsOff() {
    Event event = event("type=update&profile=1&interests[tea]=1&interests[milk]=0");
    assertThat(event.getInterests()).isEqualTo(Map.of("tea", true, "milk", false));
  }

  @Test
  void row5InterestsLeftOutAreNotInterestsEmptied() {
    assertThat(event("type=update&profile=1").interestsSent()).isFalse();
    assertThat(event("type=update&profile=1&interests=").interestsSent()).isTrue();
  }

  @Test
  void row6ADeleteNeedsNoDatabase() {
    assertThat(event("type=delete&subprofile=5&profile=1&collection=3").getDatabase()).isNull();
  }

  @Test
  void row7ADeleteNeedsNoFieldsAndShowsThoseItHas() {
    assertThat(event("type=delete&profile=1").getFields()).isEmpty();
    assertThat(event("type=delete&profile=1&fields[a]=b").getFields()).containsEntry("a", "b");
  }

  @Test
  void row8TimeIsOptionalAndTimestampStandsInForIt() {
    Event with = event("type=update&profile=1&time=1735689600&timestamp=2025-01-01+01%3A00%3A00");
    assertThat(with.getTime()).isEqualTo(OffsetDateTime.parse("2025-01-01T00:00:00Z"));
    assertThat(with.getTimestamp()).isEqualTo(LocalDateTime.parse("2025-01-01T01:00:00"));
    Event without = event("type=update&profile=1&timestamp=2025-06-01+12%3A00%3A00");
    assertThat(without.getTime()).isEqualTo(OffsetDateTime.parse("2025-06-01T10:00:00Z"));
    assertThat(event("type=update&profile=1").getTime()).isNull();
  }

  @Test
  void row9ATimestampOfAnotherZoneIsFlagged() {
    String body = "type=update&profile=1&time=1735689600&timestamp=";
    assertThat(event(body + "2025-01-01 01:00:01").getFlags()).isEmpty();
    assertThat(event(body + "2025-01-01 00:00:00").getFlags()).containsExactly("other-zone");
  }

  @Test
  void row9BothReadingsOfTheRepeatedHourAreOurs() {
    String body = "type=update&profile=1&timestamp=2024-10-27 02:30:00&time=";
    assertThat(event(body + "1729989000").getFlags()).isEmpty();
    assertThat(event(body + "1729992600").getFlags()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-27T00:31:00Z, 2024-10-27T00:30:00Z",
    "2024-10-27T01:31:00Z, 2024-10-27T01:30:00Z"
  })
  void row9WithoutTimeTheRepeatedHourIsTheOneNearerToTheSignedDate(
      Instant signedAt, OffsetDateTime meant) {
    VerifiedRequest asked = Requests.form("type=update&profile=1&timestamp=2024-10-27 02:30:00");
    VerifiedRequest signed =
        new VerifiedRequest(asked.id(), asked.account(), signedAt, true, asked.request());
    assertThat(Requests.DECODER.decode(signed).getTime()).isEqualTo(meant);
  }

  @Test
  void row9AHourThatTheClocksLeaveOutIsNotOfTheZone() {
    String body = "type=update&profile=1&timestamp=2024-03-31 02:30:00&time=1711848600";
    assertThat(event(body).getFlags()).containsExactly("other-zone");
  }

  @Test
  void row10ADeliveryTypedOpenIsToldByTheTriggerInTheSignedQuery() {
    Event event = at("/cb?trigger=delivery", "type=open&id=x");
    assertThat(event.getAction()).isEqualTo("delivery");
    assertThat(event.getFlags()).containsExactly("delivery-typed-open");
  }

  @Test
  void row10AnyOtherMismatchIsUnreadable() {
    assertThatThrownBy(() -> at("/cb?trigger=delivery", "type=open&id=x&ip=192.0.2.1"))
        .hasMessageContaining("it is of type open, the registered URL says trigger=delivery");
    assertThatThrownBy(() -> at("/cb?trigger=create", "type=delete&profile=1"))
        .isInstanceOf(DeliveryFailure.class);
  }

  @Test
  void row11JsonIsNotReadLeniently() {
    assertThatThrownBy(
            () -> Requests.DECODER.decode(Requests.json("{\"type\":\"create\",\"profile\":1,}")))
        .hasMessageContaining("it is not JSON at line 1, column");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {\"type\":\"update\"%2C\"profile\":1}",
    "Application/JSON; charset=utf-8, {\"type\":\"update\"%2C\"profile\":1}",
    "application/problem+json, {\"type\":\"update\"%2C\"profile\":1}",
    "application/x-www-form-urlencoded; charset=utf-8, type=update&profile=1",
    "application/xml, <e type='update' profile='1'/>",
    "text/xml; charset=utf-8, <e><type>update</type><profile>1</profile></e>",
    "application/soap+xml, <update action='update' id='1'/>",
    "'', type=update&profile=1"
  })
  void row12ASignedContentTypeSelectsTheParser(String contentType, String body) {
    String plain = body.replace("%2C", ",");
    Event event = Requests.DECODER.decode(Requests.request("/cb", plain, true, contentType));
    assertThat(event.getProfile()).isEqualTo(1);
  }

  @Test
  void row12WithoutAContentTypeItIsAForm() {
    VerifiedRequest typed = Requests.form("type=update&profile=1");
    CapturedRequest bare =
        new CapturedRequest(
            "POST", "/cb", List.of(), typed.request().body(), typed.request().receivedAt());
    VerifiedRequest request =
        new VerifiedRequest(typed.id(), typed.account(), typed.signedAt(), true, bare);
    assertThat(Requests.DECODER.decode(request).getProfile()).isEqualTo(1);
  }

  @Test
  void row12AnUnsignedContentTypeIsNamedWhereTheBodyMakesNoForm() {
    assertThatThrownBy(
            () ->
                Requests.DECODER.decode(
                    Requests.request("/cb", "{\"type\":\"update\"}", false, "application/json")))
        .hasMessageContaining("the signature does not cover its Content-Type");
  }

  @Test
  void row12AnUnsignedContentTypeSelectsNothing() {
    Event event =
        Requests.DECODER.decode(
            Requests.request("/cb", "type=update&profile=1", false, "application/json"));
    assertThat(event.getProfile()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form"})
  void row12OtherContentTypesAreUnreadable(String contentType) {
    assertThatThrownBy(
            () -> Requests.DECODER.decode(Requests.request("/cb", "type=x", true, contentType)))
        .hasMessageContaining("its Content-Type is none of form, JSON and XML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "01", "-1", "+1", "1.0", "1e3", " 1", "x", "٣", "9223372036854775808"})
  void row14OtherNumbersAreNoIds(String id) {
    assertUnreadable("type=update&profile=" + id.replace("+", "%2B"), "`profile` is not an id");
  }

  @Test
  void row14TheLargestIdIsRead() {
    assertThat(event("type=update&profile=9223372036854775807").key()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void row14NumbersInJsonMayBeBareOrQuoted() {
    assertThat(json("{'type':'update','profile':12,'database':'7'}").getProfile()).isEqualTo(12);
    assertThat(json("{'type':'update','profile':12,'database':'7'}").getDatabase()).isEqualTo(7);
  }

  @Test
  void row15InterestsOfASubprofileAreKeptAside() {
    Event event = event("action=update&subprofile=5&interests[]=tea");
    assertThat(event.interestsSent()).isFalse();
    assertThat(event.getExtra()).isEqualTo(Map.of("interests[0]", "tea"));
    assertThat(event.getFlags()).containsExactly("interests-of-subprofile");
  }

  @Test
  void row16EqualTimesAreNormal() {
    Event event =
        event(
            "type=create&profile=1&created=2025-01-01 01:00:00&modified=2025-01-01 01:00:00"
                + "&timestamp=2025-01-01 01:00:00");
    assertThat(event.getCreated()).isEqualTo(event.getModified()).isEqualTo(event.getTimestamp());
    assertThat(event.getFlags()).isEmpty();
  }

  @Test
  void row17ParametersNeverBecomeState() {
    Event event = event("type=update&profile=1&parameters[a]=new&parameters[tea]=1&fields[a]=old");
    assertThat(event.getParameters()).isEqualTo(Map.of("a", "new", "tea", "1"));
    assertThat(event.getFields()).isEqualTo(Map.of("a", "old"));
    assertThat(event.interestsSent()).isFalse();
  }

  @Test
  void row18LegacyKeysAreKeptAndNotInterpreted() {
    Event event = event("type=update&profile=1&field_mail=x&interest_1=tea&ID=9&deep[a][b]=1");
    assertThat(event.getFields()).isEmpty();
    assertThat(event.getExtra())
        .isEqualTo(Map.of("field_mail", "x", "interest_1", "tea", "ID", "9", "deep[a][b]", "1"));
  }

  @Test
  void row19NothingIsEverReadFromALogFile() {
    assertThat(Origin.values())
        .extracting(Origin::text)
        .containsExactly("webhook", "callback", "backfill");
  }

  /** Row 13 speaks of the signature. */
  @Test
  void everyRowHasATest() throws Exception {
    Class<?> row13 = Class.forName("org.copernicaroutes.signature.CopernicaIdTest");
    List<String> tests =
        Stream.of(NormalisationTest.class, row13)
            .flatMap(tested -> Arrays.stream(tested.getDeclaredMethods()))
            .map(Method::getName)
            .toList();
    List<String> rows = rows(Files.readString(Path.of("docs/copernica-spec.md")));
    assertThat(rows).hasSize(19);
    assertThat(rows)
        .allMatch(row -> tests.stream().anyMatch(t -> t.matches("row" + row + "\\D.*")));
  }

  private static List<String> rows(String spec) {
    String table = spec.substring(spec.indexOf("### 2.10"), spec.indexOf("## 3."));
    return Pattern.compile("(?m)^\\| (\\d+) \\|")
        .matcher(table)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private static Event at(String target, String body) {
    return Requests.DECODER.decode(Requests.at(target, body));
  }

  private static Event json(String body) {
    return Requests.DECODER.decode(Requests.json(body.replace('\'', '"')));
  }

  private static void assertUnreadable(String body, String why) {
    assertThatThrownBy(() -> event(body))
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining(why);
  }
}
