package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrickleTest {

  private static final LocalDateTime START = LocalDateTime.of(2025, 3, 4, 5, 6, 7);

  private final List<Act> acts = acts(7);

  @Test
  void isTheSamePlayForTheSameRandomSource() {
    assertThat(acts(7)).isEqualTo(acts);
    assertThat(acts(8)).isNotEqualTo(acts);
  }

  @Test
  void changesNobodyWhoHasNotJoinedBefore() {
    Set<Long> joined = new HashSet<>();
    for (Act act : acts) {
      if (act.says().contains("joined")) {
        assertThat(joined.add(act.profile())).as(act.says()).isTrue();
      } else if (act.profile() != null) {
        assertThat(joined).as(act.says()).contains(act.profile());
      }
    }
  }

  @Test
  void showsEveryKindOfChange() {
    assertThat(acts.stream().map(Act::says))
        .anyMatch(says -> says.contains("joined"))
        .anyMatch(says -> says.contains("moved to"))
        .anyMatch(says -> says.contains("is now called"))
        .anyMatch(says -> says.contains("wants the newsletter"))
        .anyMatch(says -> says.contains("is done with the newsletter"))
        .anyMatch(says -> says.contains("opened"))
        .anyMatch(says -> says.contains("clicked"))
        .anyMatch(says -> says.contains("ordered"));
  }

  @Test
  void inventsMailAddressesThatBelongToNobody() {
    assertThat(acts.stream().flatMap(act -> act.said().variables().stream()))
        .filteredOn(variable -> variable.value().contains("@"))
        .isNotEmpty()
        .allMatch(variable -> variable.value().matches("[a-z]+@example\\.com"));
  }

  private static List<Act> acts(long seed) {
    Trickle trickle = new Trickle(new Random(seed), START);
    return Stream.generate(trickle::next).limit(100).toList();
  }
}
