package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.copernicaroutes.support.Allocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the worst bodies cost, counted in bytes allocated and not in time: twice the body costs at
 * most twice as much, and none costs more than {@link #PER_BYTE} times its length.
 */
class DecodingCostTest {

  private static final int LENGTH = 500_000;
  private static final long PER_BYTE = 24;

  /** What any decoding costs, and what the meter itself does. */
  private static final long FIXED = 3_000_000;

  private static final Map<String, IntFunction<Runnable>> KINDS =
      HostileBodies.decodings(2 * LENGTH);

  static Set<String> kinds() {
    return KINDS.keySet();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isLinear(String kind) {
    IntFunction<Runnable> input = KINDS.get(kind);
    input.apply(LENGTH).run();
    long once = Allocation.of(input.apply(LENGTH));
    long twice = Allocation.of(input.apply(2 * LENGTH));
    assertThat(once).isLessThan(PER_BYTE * LENGTH + FIXED);
    assertThat(twice).isLessThan(2 * once + FIXED / 10);
  }
}
