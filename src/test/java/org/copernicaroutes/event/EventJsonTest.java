package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "Ann",
          "Zoë",
          "ne\u0301e",
          "🍵",
          "\0",
          "a\0b",
          "line1\r\nline2",
          "\"quoted\"",
          "back\\slash",
          "</script>",
          "\u2028",
          "\uFFFD",
          "first name",
          "first.name",
          "x[y]",
          "a]b",
          "${body.id}",
          "{{secret}}",
          "null",
          "0",
          "01",
          "1.0",
          "\u0081",
          "\uFEFFbom",
          "é".repeat(60_000));

  private final EventJson json = new EventJson();

  @Test
  void everyEventComesBackAsItWas() {
    Random random = new Random(20250314);
    for (int i = 0; i < 2000; i++) {
      assertComesBack(randomEvent(random));
    }
  }

  static Stream<Event> examples() {
    return ExampleEvents.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleComesBackAsItWas(Event event) {
    assertComesBack(event);
  }

  @Test
  void bytesAreTheTextInUtf8() {
    Event event = ExampleEvents.update().fields(Map.of("city", "Één 🍵")).build();
    assertThat(json.writeBytes(event))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(json.write(event));
  }

  @Test
  void everyKeyIsThereInTheDocumentedOrder() throws Exception {
    JsonNode node = new ObjectMapper().readTree(json.write(ExampleEvents.named("message open")));
    assertThat(node.fieldNames())
        .toIterable()
        .containsExactly(
            "schema",
            "id",
            "action",
            "subject",
            "origin",
            "account",
            "database",
            "collection",
            "profile",
            "subprofile",
            "fields",
            "parameters",
            "old",
            "interests",
            "extra",
            "flags",
            "created",
            "modified",
            "timestamp",
            "time",
            "signedAt",
            "receivedAt");
  }

  @Test
  void interestsNotSentAreNullAndNoneAreAnEmptyObject() {
    assertThat(json.write(Requests.event("type=update&profile=1"))).contains("\"interests\":null");
    assertThat(json.write(Requests.event("type=update&profile=1&interests=")))
        .contains("\"interests\":{}");
  }

  @Test
  void timesHaveSecondsAndInstantsHaveTheirOffset() {
    Event event =
        ExampleEvents.update().modified(LocalDateTime.parse("2025-01-01T10:00:00")).build();
    assertThat(json.write(event))
        .contains("\"modified\":\"2025-01-01T10:00:00\"", "\"time\":\"2025-03-14T14:09:26Z\"");
  }

  @Test
  void newKeysArePassedOver() {
    String text =
        json.write(ExampleEvents.update().build())
            .replace("{\"schema\"", "{\"new\":[1],\"schema\"");
    assertThat(json.read(text).key()).isEqualTo(4711);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "null", "[]", "{}", "{\"schema\":1}", "{\"schema\":2}"})
  void textThatIsNoEventIsPoison(String text) {
    assertPoison(text);
  }

  @Test
  void anEventWithOneWrongKeyIsPoison() {
    String text = json.write(ExampleEvents.named("profile update"));
    assertPoison(text + " {}");
    assertPoison(text.replace("\"update\"", "\"updated\""));
    assertPoison(text.replace("\"schema\":1", "\"schema\":2"));
    assertPoison(text.replace("\"database\":7", "\"database\":\"7\""));
    assertPoison(text.replace("\"database\":7", "\"database\":7.5"));
    assertPoison(text.replace("\"news\":true", "\"news\":1"));
    assertPoison(text.replace("\"Ann Lee\"", "5"));
    assertPoison(text.replace("\"flags\":[]", "\"flags\":{}"));
    assertPoison(text.replace("2025-03-14T15:09:26", "2025-02-30T00:00:00"));
  }

  @Test
  void aDestinationTakesNothingButTheEvent() {
    assertThatThrownBy(() -> json.write("text"))
        .isInstanceOfSatisfying(
            DeliveryFailure.class, f -> assertThat(f.end()).isEqualTo(End.MISCONFIGURED))
        .hasMessageContaining("String")
        .hasMessageContaining("setBody");
  }

  private void assertPoison(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOfSatisfying(
            DeliveryFailure.class, failure -> assertThat(failure.end()).isEqualTo(End.POISON))
        .hasMessageNotContaining("Ann");
  }

  private void assertComesBack(Event event) {
    Event back = json.read(json.write(event));
    assertThat(back).usingRecursiveComparison().isEqualTo(event);
    assertThat(back.getFields().keySet()).containsExactlyElementsOf(event.getFields().keySet());
    assertThat(back.interestsSent()).isEqualTo(event.interestsSent());
  }

  private static Event randomEvent(Random random) {
    return Event.of(
            pick(random, Action.values()),
            pick(random, Subject.values()),
            pick(random, Origin.values()),
            Long.toHexString(random.nextLong()),
            random.nextLong(Long.MAX_VALUE),
            instant(random),
            instant(random))
        .database(maybe(random, () -> random.nextLong(Long.MAX_VALUE)))
        .collection(maybe(random, () -> random.nextLong(Long.MAX_VALUE)))
        .profile(maybe(random, () -> random.nextLong(Long.MAX_VALUE)))
        .subprofile(maybe(random, () -> random.nextLong(Long.MAX_VALUE)))
        .fields(map(random, () -> text(random)))
        .parameters(map(random, () -> text(random)))
        .interests(maybe(random, () -> map(random, random::nextBoolean)))
        .extra(map(random, () -> text(random)))
        .flags(random.ints(random.nextInt(3), 0, 99).mapToObj(n -> text(random)).toList())
        .created(maybe(random, () -> instant(random).toLocalDateTime()))
        .modified(maybe(random, () -> instant(random).toLocalDateTime()))
        .timestamp(maybe(random, () -> instant(random).toLocalDateTime()))
        .time(maybe(random, () -> instant(random)))
        .build();
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size() - (random.nextInt(20) == 0 ? 0 : 1)));
  }

  private static <V> Map<String, V> map(Random random, Supplier<V> value) {
    Map<String, V> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(random), value.get());
    }
    return map;
  }

  private static OffsetDateTime instant(Random random) {
    return OffsetDateTime.of(
            LocalDateTime.ofEpochSecond(random.nextLong(4_000_000_000L), 0, ZoneOffset.UTC),
            ZoneOffset.UTC)
        .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  private static <T> @Nullable T maybe(Random random, Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
