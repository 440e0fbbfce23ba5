package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.copernicaroutes.support.Allocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the worst headers and records cost before anything is proven, counted in bytes allocated.
 */
class HeaderCostTest {

  private static final int LENGTH = 4_000;
  private static final long PER_BYTE = 120;
  private static final long FIXED = 200_000;

  private static final Map<String, IntFunction<Runnable>> KINDS = new HashMap<>();

  static {
    KINDS.putAll(HostileHeaders.headers());
    KINDS.putAll(HostileHeaders.records());
  }

  static Set<String> kinds() {
    return KINDS.keySet();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isBounded(String kind) {
    IntFunction<Runnable> input = KINDS.get(kind);
    input.apply(LENGTH).run();
    long once = Allocation.of(input.apply(LENGTH));
    long twice = Allocation.of(input.apply(2 * LENGTH));
    assertThat(once).isLessThan(PER_BYTE * LENGTH + FIXED);
    assertThat(twice).isLessThan(2 * once + FIXED);
  }
}
