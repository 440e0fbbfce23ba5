package org.copernicaroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenTest {

  private static final Written FIVE =
      new Written(Set.of("a", "b", "c"), new long[] {0, 500_000, 1_000_000, 2_000_000, 4_000_000});

  @Test
  void anAcknowledgedEventThatIsNotInTheTableEndsTheRun() {
    assertThatThrownBy(() -> FIVE.requireAll(List.of("a", "x", "b", "y")))
        .hasMessage("2 of 4 acknowledged events are not in the table");
  }

  @Test
  void whatIsInTheTableWithoutHavingBeenAcknowledgedIsNoFault() {
    assertThatCode(() -> FIVE.requireAll(List.of("a"))).doesNotThrowAnyException();
  }

  @Test
  void aRateIsTakenFromTheFirstRowToTheLast() {
    assertThat(FIVE.last(3).rate()).isEqualTo(2 / 3.0);
    assertThat(FIVE.last(5).rate()).isEqualTo(1);
  }

  @Test
  void slicesAreEqualPartsInTheOrderOfWriting() {
    assertThat(FIVE.slices(2))
        .containsExactly(
            new Written.Slice(2, 0, 500_000), new Written.Slice(3, 1_000_000, 4_000_000));
  }
}
