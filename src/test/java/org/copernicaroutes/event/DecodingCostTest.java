package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.signature.VerifiedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the worst bodies cost, counted in bytes allocated and not in time: twice the body costs at
 * most twice as much, and none costs more than {@link #PER_BYTE} times its length.
 */
class DecodingCostTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int LENGTH = 500_000;
  private static final long PER_BYTE = 24;

  /** What any decoding costs, and what the meter itself does. */
  private static final long FIXED = 3_000_000;

  private final EventDecoder decoder = Requests.decoder(new Limits(4000, 64, 10_000_000));

  static Set<String> kinds() {
    return HostileBodies.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isLinear(String kind) {
    allocated(kind, LENGTH);
    long once = allocated(kind, LENGTH);
    long twice = allocated(kind, 2 * LENGTH);
    assertThat(once).isLessThan(PER_BYTE * LENGTH + FIXED);
    assertThat(twice).isLessThan(2 * once + FIXED / 10);
  }

  private long allocated(String kind, int length) {
    VerifiedRequest request = HostileBodies.all().get(kind).request(length);
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    decode(request);
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  private void decode(VerifiedRequest request) {
    try {
      decoder.decode(request);
    } catch (DeliveryFailure unreadable) {
      assertThat(unreadable).hasMessageContaining("cannot be read");
    }
  }
}
