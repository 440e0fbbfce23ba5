package org.copernicaroutes.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of all letters that it is given, in whatever order, the page that was asked for. Holds no more
 * than that, and no more bytes than it may unless one letter alone is larger.
 */
final class LetterShelf {

  private final TreeMap<Place, DeadLetter> letters;
  private final Comparator<Place> order;
  private final @Nullable Place after;
  private final int limit;
  private final long mostBytes;
  private @Nullable Place end;
  private long bytes;

  LetterShelf(LetterPage.Of page, long mostBytes) {
    this.order = page.newestFirst() ? Place.ORDER.reversed() : Place.ORDER;
    this.letters = new TreeMap<>(order);
    this.after = page.after() == null ? null : Place.parse(page.after());
    this.limit = page.limit();
    this.mostBytes = mostBytes;
  }

  private record Place(Instant parkedAt, String id) {

    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::parkedAt).thenComparing(Place::id);

    static Place of(DeadLetter letter) {
      return new Place(letter.parkedAt(), letter.id());
    }

    static Place parse(String text) {
      int mark = text.indexOf('_');
      try {
        return new Place(Instant.parse(text.substring(0, mark)), text.substring(mark + 1));
      } catch (DateTimeException | IndexOutOfBoundsException e) {
        throw new LettersRefused(
            LettersRefused.Reason.INVALID,
            "`after` is no place in the list: give it as `next` of the page before says.");
      }
    }

    @Override
    public String toString() {
      return parkedAt + "_" + id;
    }
  }

  void add(DeadLetter letter) {
    Place place = Place.of(letter);
    if (isBehind(place, after) && (end == null || order.compare(place, end) < 0)) {
      letters.put(place, letter);
      bytes += letter.size();
      shrink();
    }
  }

  private boolean isBehind(Place place, @Nullable Place other) {
    return other == null || order.compare(place, other) > 0;
  }

  private void shrink() {
    while (letters.size() > limit || (bytes > mostBytes && letters.size() > 1)) {
      end = letters.lastKey();
      bytes -= letters.remove(end).size();
    }
  }

  LetterPage page() {
    String next = end == null ? null : letters.lastKey().toString();
    return new LetterPage(List.copyOf(letters.values()), next);
  }
}
