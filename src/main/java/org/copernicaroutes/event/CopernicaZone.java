package org.copernicaroutes.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zone of Copernica's zoneless times as we were told it, and whether its events bear that out
 * (copernica-spec.md 2.10, no. 9). Safe for use by many threads.
 */
final class CopernicaZone {

  private static final Logger LOG = LoggerFactory.getLogger(CopernicaZone.class);

  /** How far `timestamp` and `time` of one event may lie apart for reasons other than the zone. */
  private static final long SLACK_SECONDS = 120;

  /** All zones are whole quarters of an hour apart. */
  private static final long QUARTER_SECONDS = 900;

  /** One event may be odd; so many in a row, all by the same quarters, are not. */
  static final int EVENTS = 5;

  private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

  private final ZoneId zone;
  private final Clock clock;
  private double difference = Double.NaN;
  private long quarters;
  private int inARow;
  private Instant nextWarning = Instant.MIN;

  CopernicaZone(ZoneId zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /** The instant that is meant: in the repeated hour of October, the one nearer to the other. */
  Instant instant(LocalDateTime local, Instant near) {
    ZonedDateTime first = local.atZone(zone);
    Instant early = first.toInstant();
    Instant late = first.withLaterOffsetAtOverlap().toInstant();
    boolean isEarly =
        Duration.between(early, near).abs().compareTo(Duration.between(late, near).abs()) <= 0;
    return isEarly ? early : late;
  }

  /** Takes note of an event that says both, and tells whether they agree. */
  boolean agrees(LocalDateTime timestamp, OffsetDateTime time) {
    Instant said = time.toInstant();
    long seconds = Duration.between(said, instant(timestamp, said)).toSeconds();
    note(seconds, timestamp.toEpochSecond(ZoneOffset.UTC) - time.toEpochSecond());
    return Math.abs(seconds) <= SLACK_SECONDS && exists(timestamp);
  }

  /** One hour in March does not, in zones that have a summer time. */
  private boolean exists(LocalDateTime local) {
    return !zone.getRules().getValidOffsets(local).isEmpty();
  }

  /** By how many seconds the last event's `timestamp` ran ahead of its `time`; NaN before any. */
  synchronized double difference() {
    return difference;
  }

  private synchronized void note(long seconds, long offset) {
    long before = quarters;
    difference = seconds;
    quarters = quarters(seconds);
    inARow = !isAnotherZone(seconds, offset) ? 0 : quarters == before ? inARow + 1 : 1;
    if (inARow >= EVENTS && !clock.instant().isBefore(nextWarning)) {
      nextWarning = clock.instant().plus(BETWEEN_WARNINGS);
      warn(ZoneOffset.ofTotalSeconds((int) (quarters(offset) * QUARTER_SECONDS)));
    }
  }

  private static long quarters(long seconds) {
    return Math.round((double) seconds / QUARTER_SECONDS);
  }

  private static boolean isAnotherZone(long seconds, long offset) {
    return quarters(seconds) != 0
        && Math.abs(seconds - quarters(seconds) * QUARTER_SECONDS) <= SLACK_SECONDS
        && Math.abs(offset) <= ZoneOffset.MAX.getTotalSeconds();
  }

  private void warn(ZoneOffset offset) {
    LOG.warn(
        "zone.differs copernica.time-zone is {}, but `timestamp` read in it differs from `time` by {}"
            + " minutes in each of the last {} events: Copernica's local times are at UTC{} now."
            + " Instants made from created, modified and timestamp are wrong by as much; set"
            + " copernica.time-zone to the zone of your account.",
        zone,
        quarters * QUARTER_SECONDS / 60,
        inARow,
        offset.equals(ZoneOffset.UTC) ? "" : offset.getId());
  }
}
