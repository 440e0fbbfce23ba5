package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.copernicaroutes.support.LogLines;
import org.copernicaroutes.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopernicaZoneTest {

  private static final LocalDateTime NOON = LocalDateTime.parse("2025-06-01T12:00:00");
  private static final OffsetDateTime TEN = OffsetDateTime.parse("2025-06-01T10:00:00Z");

  private final SettableClock clock = new SettableClock(TEN.toInstant());
  private final CopernicaZone zone = new CopernicaZone(ZoneId.of("Europe/Amsterdam"), clock);
  @RegisterExtension private final LogLines lines = new LogLines(CopernicaZone.class);

  @Test
  void agreesWithinTwoMinutes() {
    assertThat(zone.agrees(NOON, TEN)).isTrue();
    assertThat(zone.agrees(NOON, TEN.plusSeconds(120))).isTrue();
    assertThat(zone.agrees(NOON, TEN.plusSeconds(121))).isFalse();
    assertThat(zone.agrees(NOON, TEN.plusHours(1))).isFalse();
  }

  @Test
  void showsTheDifferenceOfTheLastEvent() {
    assertThat(zone.difference()).isNaN();
    zone.agrees(NOON, TEN.plusHours(2));
    assertThat(zone.difference()).isEqualTo(-7200);
    zone.agrees(NOON, TEN);
    assertThat(zone.difference()).isZero();
  }

  @Test
  void warnsNamingTheSettingAndTheOffsetOnceSeveralEventsInARowDifferAlike() {
    differ(CopernicaZone.EVENTS - 1, Duration.ofHours(2));
    assertThat(lines.events()).isEmpty();
    differ(1, Duration.ofHours(2));
    assertThat(lines.events()).hasSize(1);
    assertThat(lines.events().get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(lines.events().get(0).getFormattedMessage())
        .startsWith("zone.differs copernica.time-zone is Europe/Amsterdam, ")
        .contains("by -120 minutes", "the last 5 events", "at UTC now");
  }

  @Test
  void namesOffsetsOfHalfHours() {
    differ(CopernicaZone.EVENTS, Duration.ofMinutes(-210));
    assertThat(lines.events().get(0).getFormattedMessage()).contains("at UTC+05:30 now");
  }

  @Test
  void warnsOnceAnHourAtMost() {
    differ(1000, Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(59));
    differ(1000, Duration.ofHours(1));
    assertThat(lines.events()).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    differ(1, Duration.ofHours(1));
    assertThat(lines.events()).hasSize(2);
  }

  @Test
  void oneEventThatAgreesEndsTheSuspicion() {
    for (int i = 0; i < 10; i++) {
      differ(CopernicaZone.EVENTS - 1, Duration.ofHours(1));
      zone.agrees(NOON, TEN);
    }
    assertThat(lines.events()).isEmpty();
  }

  @Test
  void differencesThatNoZoneCanMakeAreNoReasonToWarn() {
    differ(100, Duration.ofMinutes(7));
    differ(100, Duration.ofHours(30));
    for (int i = 1; i < 20; i++) {
      differ(1, Duration.ofHours(i));
    }
    assertThat(lines.events()).isEmpty();
  }

  @Test
  void inTheRepeatedHourTheReadingNearestToTheOtherClockIsMeant() {
    LocalDateTime repeated = LocalDateTime.parse("2024-10-27T02:30:00");
    Instant first = Instant.parse("2024-10-27T00:30:00Z");
    Instant second = Instant.parse("2024-10-27T01:30:00Z");
    assertThat(zone.instant(repeated, first.plusSeconds(2))).isEqualTo(first);
    assertThat(zone.instant(repeated, second.plusSeconds(2))).isEqualTo(second);
    assertThat(zone.instant(NOON, second)).isEqualTo(TEN.toInstant());
  }

  private void differ(int events, Duration by) {
    for (int i = 0; i < events; i++) {
      zone.agrees(NOON, TEN.plus(by));
    }
  }
}
