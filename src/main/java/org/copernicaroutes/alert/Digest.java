package org.copernicaroutes.alert;

import java.time.Instant;
import java.util.List;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * What any number of alerts say together: how many of which kind, from when to when, and the first
 * of them in full.
 *
 * @param id of the first event; empty where there is none
 * @param subject of the mail that the first event would have had
 * @param first moment of receipt
 */
record Digest(
    long alerts,
    String id,
    String subject,
    Instant first,
    Instant last,
    List<Kind> kinds,
    List<Shown> shown) {

  private static final EventJson JSON = new EventJson();

  static final Digest NONE =
      new Digest(0, "", "", Instant.EPOCH, Instant.EPOCH, List.of(), List.of());

  /** So many alerts that have the rest in common. */
  record Kind(
      String action,
      String subject,
      @Nullable Long database,
      @Nullable Long collection,
      long alerts) {

    Kind of(long number) {
      return new Kind(action, subject, database, collection, number);
    }
  }

  /** An event as its documented JSON. */
  record Shown(Instant at, String id, String event) {

    Event read() {
      return JSON.read(event);
    }
  }

  static Digest of(Event event, String subject) {
    Instant at = event.getReceivedAt().toInstant();
    Kind kind =
        new Kind(
            event.getAction(), event.getSubject(), event.getDatabase(), event.getCollection(), 1);
    Shown shown = new Shown(at, event.getId(), JSON.write(event));
    return new Digest(1, event.getId(), subject, at, at, List.of(kind), List.of(shown));
  }

  /** The subject of the mail about all of them. */
  String subjectOfAll() {
    return alerts == 1 ? subject : subject + " (and " + (alerts - 1) + " more)";
  }
}
