package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The small parts of the door, without a server. */
class DoorValuesTest {

  private static final DataSize BODY = DataSize.ofMegabytes(8);

  @Test
  void aBudgetIsNeverOverdrawnAndWhatIsGivenBackCanBeTakenAgain() {
    ByteBudget budget = new ByteBudget(10);
    assertThat(budget.take(5, 5)).isTrue();
    assertThat(budget.take(6, 6)).isFalse();
    assertThat(budget.taken()).isEqualTo(5);
    budget.give(5);
    assertThat(budget.take(5, 5)).isTrue();
  }

  @Test
  void aBodyTakesNoMoreThanItLeavesForTheOthers() {
    ByteBudget budget = new ByteBudget(64);
    assertThat(budget.take(32, 32)).isTrue();
    assertThat(budget.take(17, 17)).isFalse();
    assertThat(budget.take(16, 16)).isTrue();
    assertThat(budget.take(6, 20)).as("six more for one that has fourteen").isFalse();
    assertThat(budget.take(8, 8)).isTrue();
    assertThat(budget.take(1, 1)).as("however many large ones there are").isTrue();
  }

  @Test
  void aClaimedLengthTakesOneStepUntilItComes() {
    ByteBudget budget = new ByteBudget(2 * BODY.toBytes());
    ArrivingBody body = new ArrivingBody(budget, (int) BODY.toBytes(), BODY.toBytes());
    assertThat(body.makeRoom()).isTrue();
    assertThat(budget.taken()).isEqualTo(ArrivingBody.STEP);
    body.release();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void aShortLengthTakesExactlyThat() {
    ByteBudget budget = new ByteBudget(100);
    assertThat(new ArrivingBody(budget, 50, 7).makeRoom()).isTrue();
    assertThat(budget.taken()).isEqualTo(7);
  }

  @Test
  void settingsThatCannotWorkSayHowToCorrectThem() {
    assertThatThrownBy(() -> settings("/a", List.of(), BODY, BODY))
        .hasMessageContaining("copernica.callback.hosts is empty")
        .hasMessageContaining("COPERNICA_CALLBACK_HOSTS");
    for (String path : List.of("", "callback", "/a?b", "/a;b", "/%61", "/a//b", "/a/../b", "/é")) {
      assertThatThrownBy(() -> settings(path, List.of("h"), BODY, BODY))
          .hasMessageContaining("copernica.callback.path is '" + path + "'");
    }
    assertThatThrownBy(() -> settings("/a", List.of("h"), BODY, DataSize.ofMegabytes(15)))
        .hasMessageContaining("copernica.callback.max-bytes-in-flight");
    assertThatThrownBy(() -> settings("/a", List.of("h"), DataSize.ofBytes(0), BODY))
        .hasMessageContaining("copernica.callback.max-body-size");
  }

  private static CallbackSettings settings(
      String path, List<String> hosts, DataSize body, DataSize inFlight) {
    return new CallbackSettings(
        path, hosts, "", PlainHttp.WARN, List.of(), body, Duration.ofSeconds(10), inFlight);
  }
}
