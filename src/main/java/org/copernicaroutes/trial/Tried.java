package org.copernicaroutes.trial;

import java.util.List;
import org.copernicaroutes.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One event and its story.
 *
 * @param source where the event came from, in words
 * @param event nothing where what was given makes none
 */
record Tried(String source, @Nullable Event event, List<Told> told) {

  boolean isGood() {
    return told.stream().noneMatch(t -> t.is("failed"));
  }

  /** In one word, for machines. */
  String outcome() {
    if (!isGood()) {
      return "failed";
    }
    return told.stream().anyMatch(t -> t.is("send")) ? "sent" : "unwanted";
  }
}
