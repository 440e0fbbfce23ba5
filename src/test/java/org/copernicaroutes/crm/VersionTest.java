package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.copernicaroutes.crm.Version.Kind;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.junit.jupiter.api.Test;

class VersionTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final LocalDateTime NOON = LocalDateTime.parse("2025-06-01T12:00:00");
  private static final OffsetDateTime SIGNED = OffsetDateTime.parse("2025-06-01T10:00:05Z");

  @Test
  void isOrderedByChangeThenKindThenSignedDateThenReceipt() {
    List<Version> ascending =
        List.of(
            version(0, Kind.DELETED, 9, 9),
            version(1, Kind.BACKFILL, 9, 9),
            version(1, Kind.STATED, 1, 1),
            version(1, Kind.STATED, 1, 2),
            version(1, Kind.STATED, 2, 1),
            version(1, Kind.DELETED, 0, 0),
            version(2, Kind.BACKFILL, 0, 0));
    assertThat(ascending).isSorted();
    for (int i = 1; i < ascending.size(); i++) {
      assertThat(ascending.get(i - 1).isOlderThan(ascending.get(i))).isTrue();
      assertThat(ascending.get(i).isOlderThan(ascending.get(i - 1))).isFalse();
    }
  }

  @Test
  void anEqualOneIsNotOlder() {
    assertThat(version(1, Kind.STATED, 1, 1).isOlderThan(version(1, Kind.STATED, 1, 1))).isFalse();
  }

  @Test
  void takesTheModifiedOfAnUpdate() {
    Event event =
        event(Action.UPDATE, Origin.WEBHOOK).modified(NOON).timestamp(NOON.plusHours(1)).build();
    assertThat(Version.of(event, ZONE).changed()).isEqualTo(NOON);
  }

  @Test
  void takesTheTimestampOfADelete() {
    Event event =
        event(Action.DELETE, Origin.WEBHOOK).modified(NOON).timestamp(NOON.plusHours(1)).build();
    assertThat(Version.of(event, ZONE).changed()).isEqualTo(NOON.plusHours(1));
    assertThat(Version.of(event, ZONE).kind()).isEqualTo(Kind.DELETED);
  }

  @Test
  void takesTheSignedDateInCopernicasZoneWhereNothingIsSaid() {
    Event event = event(Action.UPDATE, Origin.BACKFILL).timestamp(NOON.plusHours(1)).build();
    assertThat(Version.of(event, ZONE).changed()).isEqualTo(NOON.plusSeconds(5));
    assertThat(Version.of(event, ZONE).kind()).isEqualTo(Kind.BACKFILL);
  }

  @Test
  void survivesADatabaseThatKeepsMicrosecondsInAnotherZone() {
    OffsetDateTime fine = OffsetDateTime.parse("2025-06-01T10:00:05.123456789Z");
    OffsetDateTime stored = OffsetDateTime.parse("2025-06-01T12:00:05.123456+02:00");
    assertThat(new Version(NOON, Kind.STATED, fine, fine))
        .isEqualTo(new Version(NOON, Kind.STATED, stored, stored));
  }

  private static Event.Builder event(Action action, Origin origin) {
    return Event.of(action, Subject.PROFILE, origin, "e1", 1234, SIGNED, SIGNED.plusSeconds(1));
  }

  private static Version version(int changed, Kind kind, int signed, int received) {
    return new Version(
        NOON.plusSeconds(changed), kind, SIGNED.plusSeconds(signed), SIGNED.plusSeconds(received));
  }
}
