package org.copernicaroutes.crm;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;

/**
 * How recent a statement about a row is; the greater one stands, an equal one may be applied again.
 *
 * <p>First comes Copernica's own time of the change, without a zone and so compared with its own
 * kind alone; at the same second a delete beats everything and a backfill nothing; then the signed
 * Date, then our receipt. To the microsecond, which is what databases keep.
 *
 * @param changed {@code modified}, for a delete {@code timestamp}; where absent, the signed Date in
 *     Copernica's zone
 */
record Version(LocalDateTime changed, Kind kind, OffsetDateTime signedAt, OffsetDateTime receivedAt)
    implements Comparable<Version> {

  /** In the order in which they win at an equal time of change. */
  enum Kind {
    BACKFILL,
    STATED,
    DELETED
  }

  private static final Comparator<Version> ORDER =
      Comparator.comparing(Version::changed)
          .thenComparing(Version::kind)
          .thenComparing(Version::signedAt, OffsetDateTime.timeLineOrder())
          .thenComparing(Version::receivedAt, OffsetDateTime.timeLineOrder());

  Version {
    changed = changed.truncatedTo(ChronoUnit.MICROS);
    signedAt = utc(signedAt);
    receivedAt = utc(receivedAt);
  }

  private static OffsetDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }

  /** Older than all others. */
  static final Version NONE =
      new Version(
          LocalDateTime.of(1970, 1, 1, 0, 0),
          Kind.BACKFILL,
          Instant.EPOCH.atOffset(ZoneOffset.UTC),
          Instant.EPOCH.atOffset(ZoneOffset.UTC));

  static Version of(Event event, ZoneId zone) {
    return new Version(
        changeOf(event, zone), kindOf(event), event.getSignedAt(), event.getReceivedAt());
  }

  private static LocalDateTime changeOf(Event event, ZoneId zone) {
    LocalDateTime said = event.is(Action.DELETE) ? event.getTimestamp() : event.getModified();
    return said != null ? said : event.getSignedAt().atZoneSameInstant(zone).toLocalDateTime();
  }

  private static Kind kindOf(Event event) {
    if (event.is(Action.DELETE)) {
      return Kind.DELETED;
    }
    return event.getOrigin().equals(Origin.BACKFILL.text()) ? Kind.BACKFILL : Kind.STATED;
  }

  boolean isOlderThan(Version applied) {
    return compareTo(applied) < 0;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
