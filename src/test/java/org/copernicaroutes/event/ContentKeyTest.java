package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Decoded from bodies, as two subscriptions send them. */
class ContentKeyTest {

  private static final String PROFILE =
      "type=update&profile=4711&database=7&parameters[mail]=a&fields[mail]=a&fields[name]=Ann"
          + "&interests[news]=1&interests[tea]=0&timestamp=2025-01-01+00:59:58"
          + "&created=2024-06-01+12:00:00&modified=2025-01-01+00:59:58";

  private static final String CLICK =
      "type=click&id=8Ab3x2cQk9&timestamp=2025-01-01+00:59:58&time=1735689598"
          + "&recipient=ann%40example.com&original=https%3A%2F%2Fexample.com%2Foffer&ip=192.0.2.7";

  @Test
  void twoRequestsThatSayTheSameHaveOneKey() {
    assertThat(key(PROFILE)).isEqualTo(key(PROFILE));
    assertThat(key(CLICK)).isEqualTo(key(CLICK));
  }

  @Test
  void theOrderOfFieldsAndInterestsDoesNotMatter() {
    assertThat(
            key(
                "interests[tea]=0&fields[name]=Ann&modified=2025-01-01+00:59:58&fields[mail]=a"
                    + "&timestamp=2025-01-01+00:59:58&interests[news]=1&type=update&profile=4711"
                    + "&created=2024-06-01+12:00:00&parameters[mail]=a&database=7"))
        .isEqualTo(key(PROFILE));
  }

  @Test
  void whatARegisteredUrlAddsDoesNotMatter() {
    String bare = "type=delete&profile=4711&timestamp=2025-01-01+00:59:58";
    assertThat(key(bare + "&database=7")).isEqualTo(key(bare));
  }

  @TestFactory
  List<DynamicTest> anotherChangeHasAnotherKey() {
    return List.of(
        differs(PROFILE, "type=update", "type=create"),
        differs(PROFILE, "profile=4711", "profile=4712"),
        differs(PROFILE, "profile=4711", "subprofile=4711"),
        differs(PROFILE, "fields[mail]=a", "fields[mail]=b"),
        differs(PROFILE, "fields[mail]=a", "fields[mail]=a&fields[x]="),
        differs(PROFILE, "fields[mail]=a&fields[name]=Ann", "fields[mail]=aname&fields[A]=nn"),
        differs(PROFILE, "parameters[mail]", "parameters[name]"),
        differs(PROFILE, "interests[tea]=0", "interests[tea]=1"),
        differs(PROFILE, "&interests[news]=1&interests[tea]=0", ""),
        differs(PROFILE, "&interests[news]=1&interests[tea]=0", "&interests="),
        differs(PROFILE, "timestamp=2025-01-01+00:59:58", "timestamp=2025-01-01+00:59:59"),
        differs(PROFILE, "modified=2025-01-01+00:59:58", "modified=2025-01-01+00:59:57"),
        differs(CLICK, "type=click", "type=open"),
        differs(CLICK, "8Ab3x2cQk9", "8Ab3x2cQk8"),
        differs(CLICK, "offer", "imprint"),
        differs(CLICK, "recipient=ann", "recipient=bob"),
        differs(CLICK, "192.0.2.7", "192.0.2.8"));
  }

  private static DynamicTest differs(String body, String part, String other) {
    return DynamicTest.dynamicTest(
        part + " and " + other,
        () -> {
          assertThat(body).contains(part);
          assertThat(key(body.replace(part, other))).isNotEqualTo(key(body));
        });
  }

  @Test
  void anotherAccountIsAnotherChange() {
    assertThat(ContentKey.of(event(1, "a").build()))
        .isNotEqualTo(ContentKey.of(event(2, "a").build()));
  }

  @Test
  void theOldValuesCount() {
    assertThat(keyWith(e -> e.old(Map.of("mail", "x"))))
        .isNotEqualTo(keyWith(e -> e.old(Map.of())));
  }

  @Test
  void anInterestListThatIsEmptyIsNotOneThatWasNotSent() {
    assertThat(keyWith(e -> e.interests(Map.of()))).isNotEqualTo(keyWith(e -> e));
  }

  @Test
  void theRequestsOwnValuesDoNotMatter() {
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("name", "Ann");
    reversed.put("mail", "a");
    ContentKey one =
        ContentKey.of(event(1, "a").fields(Map.of("mail", "a", "name", "Ann")).build())
            .orElseThrow();
    ContentKey other =
        ContentKey.of(event(1, "b").fields(reversed).flags(List.of("odd")).database(7L).build())
            .orElseThrow();
    assertThat(other).isEqualTo(one);
  }

  @Test
  void anEventWithoutATimeHasNoKey() {
    assertThat(ContentKey.of(Requests.event("type=delete&profile=4711"))).isEmpty();
    assertThat(ContentKey.of(Requests.event("type=abuse&id=8Ab3x2cQk9"))).isEmpty();
  }

  private static ContentKey key(String body) {
    return ContentKey.of(Requests.event(body)).orElseThrow();
  }

  private static ContentKey keyWith(UnaryOperator<Event.Builder> change) {
    return ContentKey.of(change.apply(event(1, "a")).build()).orElseThrow();
  }

  private static Event.Builder event(long account, String id) {
    OffsetDateTime signed = OffsetDateTime.parse("2025-01-01T00:00:00Z").plusSeconds(id.charAt(0));
    return Event.of(Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, id, account, signed, signed)
        .profile(4711L)
        .timestamp(LocalDateTime.parse("2025-01-01T00:59:58"))
        .time(OffsetDateTime.parse("2024-12-31T23:59:58Z"));
  }
}
