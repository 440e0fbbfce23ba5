package org.copernicaroutes.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Events that Copernica could tell of: any action about any subject, with odd names and values. */
public final class Events {

  /** What stands beside fields; all that a body may leave out is null. */
  record State(
      Map<String, String> fields,
      Map<String, String> parameters,
      @Nullable Map<String, Boolean> interests,
      Map<String, String> extra) {}

  record Times(
      @Nullable LocalDateTime created,
      @Nullable LocalDateTime modified,
      LocalDateTime timestamp,
      OffsetDateTime time) {}

  private static final OffsetDateTime SIGNED = Requests.SIGNED_AT.atOffset(ZoneOffset.UTC);
  private static final OffsetDateTime RECEIVED = Requests.RECEIVED_AT.atOffset(ZoneOffset.UTC);

  private static final EventJson JSON = new EventJson();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Events() {}

  /** Names of fields as users make them: spaces, dots, quotes, plus, accents, emoji. */
  public static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "mail",
            "first name",
            "a.b",
            "a+b",
            "a=b&c",
            "100%",
            "%41",
            "é",
            "e\u0301",
            "👍🏽",
            "x[y]",
            "[]",
            "x[y[z]]",
            "0",
            "1",
            "-1",
            "007",
            " a ",
            "\t",
            "\"'`",
            "<b>",
            "$",
            "id"),
        text().filter(name -> !name.isEmpty() && hasBalancedBrackets(name)));
  }

  /** Any text without NUL; one character in it stands for those beyond 16 bits. */
  public static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withCharRange('\u0001', '\u02ff')
        .withChars("€\u0301\uFFFD\u2028\uE000")
        .ofMaxLength(12)
        .map(text -> text.replace("\uE000", "😀"));
  }

  /** What XML can hold: no control characters but those that end lines or are blank. */
  static Arbitrary<String> printable() {
    return text().map(text -> text.replaceAll("[\\x01-\\x1f&&[^\\t\\r\\n]]", ""));
  }

  public static Arbitrary<Event> of(Arbitrary<String> names) {
    return of(names, text(), Arbitraries.of("recipient", "tags[0]", "a[b][c]", "äé", "user agent"));
  }

  /** Each came by a webhook; its flags are left to its reader. */
  static Arbitrary<Event> of(
      Arbitrary<String> names, Arbitrary<String> texts, Arbitrary<String> unknown) {
    Arbitrary<State> states =
        Combinators.combine(
                Arbitraries.maps(names, texts).ofMaxSize(4),
                Arbitraries.maps(names, texts).ofMaxSize(4),
                interests(names).injectNull(0.3),
                Arbitraries.maps(unknown, texts).ofMaxSize(3))
            .as(State::new);
    return Arbitraries.of(Action.class)
        .flatMap(
            action ->
                Combinators.combine(whom(action), states, times())
                    .as((whom, state, times) -> event(action, whom, state, times)));
  }

  static boolean hasBalancedBrackets(String name) {
    int depth = 0;
    for (int i = 0; i < name.length() && depth >= 0; i++) {
      depth += name.charAt(i) == '[' ? 1 : name.charAt(i) == ']' ? -1 : 0;
    }
    return depth == 0;
  }

  private static Event event(Action action, Whom whom, State state, Times times) {
    return Event.of(action, whom.subject(), Origin.WEBHOOK, Requests.ID, 77, SIGNED, RECEIVED)
        .database(whom.database())
        .collection(whom.collection())
        .profile(whom.profile())
        .subprofile(whom.subprofile())
        .fields(state.fields())
        .parameters(state.parameters())
        .interests(whom.subject() == Subject.SUBPROFILE ? null : state.interests())
        .extra(state.extra())
        .created(times.created())
        .modified(times.modified())
        .timestamp(times.timestamp())
        .time(times.time())
        .build();
  }

  /** A change is about a row; a message may name one. A profile that changed has no collection. */
  private static Arbitrary<Whom> whom(Action action) {
    Arbitrary<Subject> subjects =
        Arbitraries.of(Subject.class)
            .filter(subject -> subject != Subject.MESSAGE || !action.changesData());
    return Combinators.combine(subjects, ids().injectNull(0.3), ids(), ids())
        .as((subject, database, row, owner) -> whom(subject, database, row, owner));
  }

  private static Whom whom(Subject subject, @Nullable Long database, Long row, Long owner) {
    return switch (subject) {
      case MESSAGE -> new Whom(subject, database, null, null, null);
      case PROFILE -> new Whom(subject, database, null, row, null);
      case SUBPROFILE -> new Whom(subject, database, owner, owner, row);
    };
  }

  private static Arbitrary<Long> ids() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE);
  }

  /** An interest has a name. */
  private static Arbitrary<Map<String, Boolean>> interests(Arbitrary<String> names) {
    return Arbitraries.maps(names.filter(name -> !name.isEmpty()), Arbitraries.of(true, false))
        .ofMaxSize(4);
  }

  private static Arbitrary<Times> times() {
    return Combinators.combine(
            seconds().map(Events::local).injectNull(0.3),
            seconds().map(Events::local).injectNull(0.3),
            seconds().map(Events::local),
            seconds().map(second -> Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)))
        .as(Times::new);
  }

  private static Arbitrary<Long> seconds() {
    return Arbitraries.longs().between(0, 250_000_000_000L);
  }

  private static LocalDateTime local(long second) {
    return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
  }

  /** All that a body says of an event: its JSON without the flags. */
  public static ObjectNode said(Event event) {
    try {
      ObjectNode json = (ObjectNode) MAPPER.readTree(JSON.write(event));
      json.remove(List.of("flags", "origin"));
      return json;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
