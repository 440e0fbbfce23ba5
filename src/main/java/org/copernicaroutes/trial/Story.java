package org.copernicaroutes.trial;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to an event, in order, as those who see it tell. One event at a time. */
final class Story {

  /** What has taken so many steps, or is so many deep, never ends. */
  private static final int MOST_STEPS = 10_000;

  private static final int DEEPEST = 100;

  private final Deque<Spot> spots = new ArrayDeque<>();
  private final List<Told> told = new ArrayList<>();
  private @Nullable Spot failedAt;
  private int steps;
  private boolean endless;

  void begin() {
    spots.clear();
    told.clear();
    failedAt = null;
    steps = 0;
    endless = false;
  }

  /** Gives whether it is to be taken: not where what happens to this event has no end. */
  boolean enter(Spot spot) {
    spots.push(spot);
    steps++;
    endless = endless || steps > MOST_STEPS || spots.size() > DEEPEST;
    return !endless;
  }

  boolean isEndless() {
    return endless;
  }

  /**
   * @param failed whether it ends for an exception; the innermost step of a file is where
   */
  void leave(boolean failed) {
    Spot spot = spots.pop();
    if (failed && failedAt == null) {
      failedAt = spot;
    }
  }

  void tell(String what, Map<String, @Nullable Object> said) {
    tell(what, spots.peek(), said);
  }

  void tell(String what, @Nullable Spot spot, Map<String, @Nullable Object> said) {
    told.add(new Told(what, spot, said));
  }

  /** Where the route broke off; nothing where no step of a file did it. */
  @Nullable Spot failedAt() {
    return failedAt;
  }

  /** What was told of one delivery is over, and the next begins. */
  void next() {
    spots.clear();
    failedAt = null;
  }

  List<Told> told() {
    return List.copyOf(told);
  }
}
