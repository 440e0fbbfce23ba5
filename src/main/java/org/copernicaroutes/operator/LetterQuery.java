package org.copernicaroutes.operator;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.copernicaroutes.callback.Untrusted;
import org.copernicaroutes.inbox.LetterFilter;
import org.copernicaroutes.inbox.LetterPage;
import org.copernicaroutes.words.NearestWord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Which letters, in words: of a query, or of the filter in a body. A word that is not known is
 * refused, for without it more letters would be meant.
 */
record LetterQuery(Map<String, String> words) {

  static final List<String> OF_FILTER =
      List.of("reason", "event", "exception", "action", "since", "until");
  static final List<String> OF_LIST =
      List.of(
          "reason", "event", "exception", "action", "since", "until", "order", "limit", "after");
  static final List<String> OF_SHOW = List.of("personal");

  private static final int LIMIT = 100;

  /** So that no slip means very many events; the demo shows 12. */
  private static final int SHORTEST_EVENT = 8;

  private static final Set<String> ORDERS = Set.of("newest", "oldest");

  static LetterQuery of(ServerRequest request, List<String> known) {
    MultiValueMap<String, String> query = request.params();
    query.forEach(
        (word, values) -> {
          if (values.size() > 1) {
            throw Refusal.invalid(word + " is there more than once.");
          }
        });
    return of(query.toSingleValueMap(), known);
  }

  static LetterQuery of(Map<String, String> words, List<String> known) {
    words.keySet().stream()
        .filter(word -> !known.contains(word))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw Refusal.invalid(unknown(unknown, known));
            });
    return new LetterQuery(words);
  }

  private static String unknown(String word, List<String> known) {
    String hint = NearestWord.hint(word, known);
    String all = known.isEmpty() ? "this takes none" : "there are " + String.join(", ", known);
    return "%s is not known: %s"
        .formatted(Untrusted.quoted(word), hint.isEmpty() ? all + "." : hint);
  }

  LetterFilter filter() {
    String action = words.get("action");
    return LetterFilter.all()
        .reason(words.get("reason"))
        .eventId(event())
        .exceptionClass(words.get("exception"))
        .parked(time("since"), time("until"))
        .also(action == null ? null : letter -> action.equals(EventText.of(letter).text("action")));
  }

  private @Nullable String event() {
    String id = words.get("event");
    if (id != null && id.length() < SHORTEST_EVENT) {
      throw Refusal.invalid(
          "event is %s: give %d characters or more of the event's id."
              .formatted(Untrusted.quoted(id), SHORTEST_EVENT));
    }
    return id;
  }

  LetterPage.Of page() {
    String order = words.getOrDefault("order", "newest");
    if (!ORDERS.contains(order)) {
      throw Refusal.invalid(
          "order is %s: say newest or oldest.".formatted(Untrusted.quoted(order)));
    }
    return new LetterPage.Of(order.equals("newest"), limit(), words.get("after"));
  }

  private int limit() {
    String limit = words.getOrDefault("limit", String.valueOf(LIMIT));
    if (!limit.matches("\\d{1,9}")) {
      throw Refusal.invalid("limit is %s: say a number.".formatted(Untrusted.quoted(limit)));
    }
    return Integer.parseInt(limit);
  }

  boolean flag(String word) {
    String value = words.getOrDefault(word, "false");
    if (!Set.of("true", "false").contains(value)) {
      throw Refusal.invalid("%s is %s: say true.".formatted(word, Untrusted.quoted(value)));
    }
    return value.equals("true");
  }

  private @Nullable Instant time(String word) {
    String text = words.get(word);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Refusal.invalid(
          "%s is %s: say a time with its offset, such as 2026-01-31T09:00:00Z or 2026-01-31T10:00:00%%2B01:00."
              .formatted(word, Untrusted.quoted(text)));
    }
  }
}
