package org.copernicaroutes.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which letters: those that meet all of it. What is null or empty says nothing.
 *
 * @param ids one of these
 * @param eventId all of it, or how it begins
 * @param reason contained in the reason, in whatever case
 * @param exceptionClass its full name, or the end of it behind a dot
 * @param parkedFrom then or later, {@code parkedBefore} earlier than that
 * @param also anything else, such as what the content says
 */
public record LetterFilter(
    Set<String> ids,
    @Nullable String eventId,
    @Nullable String reason,
    @Nullable String exceptionClass,
    @Nullable Instant parkedFrom,
    @Nullable Instant parkedBefore,
    @Nullable Predicate<DeadLetter> also) {

  private static final LetterFilter ALL =
      new LetterFilter(Set.of(), null, null, null, null, null, null);

  public LetterFilter {
    ids = Set.copyOf(ids);
  }

  /** Every letter. */
  public static LetterFilter all() {
    return ALL;
  }

  public static LetterFilter ofIds(Collection<String> ids) {
    return new LetterFilter(Set.copyOf(ids), null, null, null, null, null, null);
  }

  public LetterFilter eventId(@Nullable String id) {
    return new LetterFilter(ids, id, reason, exceptionClass, parkedFrom, parkedBefore, also);
  }

  public LetterFilter reason(@Nullable String part) {
    return new LetterFilter(ids, eventId, part, exceptionClass, parkedFrom, parkedBefore, also);
  }

  public LetterFilter exceptionClass(@Nullable String name) {
    return new LetterFilter(ids, eventId, reason, name, parkedFrom, parkedBefore, also);
  }

  public LetterFilter parked(@Nullable Instant from, @Nullable Instant before) {
    return new LetterFilter(ids, eventId, reason, exceptionClass, from, before, also);
  }

  public LetterFilter also(@Nullable Predicate<DeadLetter> condition) {
    return new LetterFilter(
        ids, eventId, reason, exceptionClass, parkedFrom, parkedBefore, condition);
  }

  boolean accepts(DeadLetter letter) {
    return (ids.isEmpty() || ids.contains(letter.id()))
        && acceptsEvent(letter.eventId())
        && acceptsReason(letter)
        && acceptsException(letter.exceptionClass())
        && (parkedFrom == null || !letter.parkedAt().isBefore(parkedFrom))
        && (parkedBefore == null || letter.parkedAt().isBefore(parkedBefore))
        && (also == null || also.test(letter));
  }

  private boolean acceptsEvent(@Nullable String id) {
    return eventId == null || (id != null && id.startsWith(eventId));
  }

  private boolean acceptsReason(DeadLetter letter) {
    return reason == null || fold(letter.reason()).contains(fold(reason));
  }

  private boolean acceptsException(@Nullable String name) {
    return exceptionClass == null
        || (name != null && (name.equals(exceptionClass) || name.endsWith("." + exceptionClass)));
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
