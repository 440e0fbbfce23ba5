package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.copernicaroutes.event.RecentChanges.Act;
import org.copernicaroutes.event.RecentChanges.Told;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

  private static final Act ACT = new Act("email-alert", new ContentKey(1, 2));
  private static final Duration AGE = Duration.ofMinutes(10);

  private final AtomicLong nanos = new AtomicLong(-7);
  private final RecentChanges recent = new RecentChanges(nanos::get, AGE, 100);

  @Test
  void anotherEventLearnsForWhichOneTheStepHasActed() {
    act("first");
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    Told before = recent.begin(ACT, "second");
    assertThat(before.eventId()).isEqualTo("first");
    assertThat(before.done()).isTrue();
    assertThat(recent.since(before)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theSameEventActsAgain() {
    act("first");
    assertThat(recent.begin(ACT, "first")).isNull();
  }

  @Test
  void whatFailedMayBeDoneByAnother() {
    recent.begin(ACT, "first");
    recent.ended(ACT, "first");
    assertThat(recent.begin(ACT, "second")).isNull();
  }

  @Test
  void whatIsUnderWayIsNotDone() {
    recent.begin(ACT, "first");
    assertThat(recent.begin(ACT, "second").done()).isFalse();
  }

  @Test
  void aRepetitionThatFailsUndoesNothing() {
    act("first");
    recent.begin(ACT, "first");
    recent.ended(ACT, "first");
    assertThat(recent.begin(ACT, "second").done()).isTrue();
  }

  @Test
  void whatWasRolledBackMayBeDoneByAnother() {
    act("first");
    recent.undone(ACT, "second");
    assertThat(recent.begin(ACT, "second").done()).isTrue();
    recent.undone(ACT, "first");
    assertThat(recent.begin(ACT, "second")).isNull();
  }

  @Test
  void whoNeverBeganEndsNothing() {
    recent.begin(ACT, "first");
    recent.ended(ACT, "second");
    assertThat(recent.begin(ACT, "second")).isNotNull();
  }

  @Test
  void anotherStepOrAnotherChangeActs() {
    act("first");
    assertThat(recent.begin(new Act("email-alert~2", ACT.change()), "second")).isNull();
    assertThat(recent.begin(new Act("email-alert", new ContentKey(2, 1)), "second")).isNull();
  }

  @Test
  void isForgottenAtItsAgeFromTheActOn() {
    recent.begin(ACT, "first");
    nanos.addAndGet(AGE.toNanos() / 2);
    recent.done(ACT, "first");
    nanos.addAndGet(AGE.toNanos() - 1);
    assertThat(recent.begin(ACT, "second")).isNotNull();
    nanos.addAndGet(1);
    assertThat(recent.begin(ACT, "second")).isNull();
  }

  @Test
  void keepsTheNewestOfTooMany() {
    LongStream.range(0, 150).forEach(i -> act(i, "first"));
    assertThat(recent.size()).isEqualTo(100);
    assertThat(recent.begin(numbered(149), "second")).isNotNull();
    assertThat(recent.begin(numbered(49), "second")).isNull();
  }

  @Test
  void zeroRemembersNothing() {
    RecentChanges none = new RecentChanges(nanos::get, AGE, 0);
    RecentChanges noTime = new RecentChanges(nanos::get, Duration.ZERO, 100);
    for (RecentChanges off : new RecentChanges[] {none, noTime}) {
      off.begin(ACT, "first");
      off.done(ACT, "first");
      assertThat(off.begin(ACT, "second")).isNull();
    }
  }

  private void act(String eventId) {
    recent.begin(ACT, eventId);
    recent.done(ACT, eventId);
  }

  private void act(long number, String eventId) {
    recent.begin(numbered(number), eventId);
    recent.done(numbered(number), eventId);
  }

  private static Act numbered(long number) {
    return new Act("email-alert", new ContentKey(number, number));
  }
}
