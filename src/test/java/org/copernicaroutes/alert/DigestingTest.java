package org.copernicaroutes.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Test;

class DigestingTest {

  private static final OffsetDateTime START = OffsetDateTime.parse("2026-01-02T09:00:00Z");

  private final Digesting digesting = new Digesting(3, 10_000);

  private static Event event(int number, Action action) {
    OffsetDateTime moment = START.plusSeconds(number);
    return Event.of(action, Subject.PROFILE, Origin.WEBHOOK, "id" + number, 1, moment, moment)
        .database(7L)
        .profile((long) number)
        .fields(Map.of("mail", "p" + number + "@example.org"))
        .build();
  }

  private static List<Digest> alerts(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> event(n, n % 3 == 0 ? Action.CREATE : Action.UPDATE))
        .map(e -> Digest.of(e, "about " + e.getId()))
        .toList();
  }

  @Test
  void countsByKindAndKeepsTheFirstInFull() {
    Digest digest = digesting.merge(alerts(10));
    assertThat(digest.alerts()).isEqualTo(10);
    assertThat(digest.first()).isEqualTo("2026-01-02T09:00:00Z");
    assertThat(digest.last()).isEqualTo("2026-01-02T09:00:09Z");
    assertThat(digest.kinds())
        .containsExactly(
            new Digest.Kind("update", "profile", 7L, null, 6),
            new Digest.Kind("create", "profile", 7L, null, 4));
    assertThat(digest.shown()).extracting(Digest.Shown::id).containsExactly("id0", "id1", "id2");
    assertThat(digest.shown().get(2).read().getFields()).containsEntry("mail", "p2@example.org");
    assertThat(digest.subjectOfAll()).isEqualTo("about id0 (and 9 more)");
  }

  @Test
  void saysTheSameInWhateverOrderAndPartsItIsMerged() {
    Digest whole = digesting.merge(alerts(50));
    Random random = new Random(1);
    List<Digest> parts = new ArrayList<>(alerts(50));
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      List<Digest> some = parts.subList(0, Math.min(parts.size(), 1 + random.nextInt(7)));
      Digest merged = digesting.read(digesting.write(digesting.merge(some)));
      some.clear();
      parts.add(merged);
    }
    assertThat(parts).containsExactly(whole);
  }

  @Test
  void ofNoneIsNothingAndAddsNothing() {
    assertThat(digesting.events(digesting.merge(List.of()))).isZero();
    List<Digest> alerts = new ArrayList<>(alerts(2));
    Digest two = digesting.merge(alerts);
    alerts.add(digesting.read(digesting.write(digesting.merge(List.of()))));
    assertThat(digesting.merge(alerts)).isEqualTo(two);
  }

  @Test
  void whatIsTooLongToBeShownOnlyCounts() {
    Digest digest = new Digesting(100, 1_000).merge(alerts(10));
    assertThat(digest.alerts()).isEqualTo(10);
    assertThat(digest.shown()).hasSizeBetween(1, 2);
    assertThat(new Digesting(100, 10).merge(alerts(10)).shown()).isEmpty();
    assertThat(new Digesting(100, 10).merge(alerts(1)).subjectOfAll()).isEqualTo("about id0");
  }

  @Test
  void aTextThatIsNoDigestIsPoisonWithoutQuotingIt() {
    assertThatThrownBy(() -> digesting.read("{\"alerts\": \"zoë\"}"))
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageNotContaining("zoë");
  }
}
