package org.copernicaroutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.copernicaroutes.faults.Crowd.Habit;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Honest calls pass at their rate while a crowd holds as many connections as it can, and memory
 * stays bounded. Longer with {@code -Dslow.seconds=120 -Dslow.rate=500}.
 */
class SlowClientsIT {

  private static final int CROWD = Integer.getInteger("slow.crowd", 2_000);
  private static final int PER_SECOND = Integer.getInteger("slow.rate", 300);
  private static final int SECONDS = Integer.getInteger("slow.seconds", 12);

  /** MB: the heap of 512, some 130 for classes and code, 320 threads, and room for the rest. */
  private static final long BOUND = 1_000;

  private static final int LARGEST = 8 * 1024 * 1024;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  static final FakeDns dns = FakeDns.start();
  static PackagedApp app;

  @BeforeAll
  static void start() {
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
    app =
        new PackagedApp(folder)
            .with("copernica.accounts", "1234")
            .with("copernica.callback.hosts", SignedRequest.HOST)
            .with("copernica.signature.dns-servers", dns.address())
            .with("logging.level.org.copernicaroutes.inbox", "warn")
            .start();
  }

  @AfterAll
  static void stop() {
    app.close();
    dns.close();
  }

  @Test
  void headersThatDrip() throws Exception {
    pass("headers drip", CROWD, Habit.dripsHeaders());
  }

  @Test
  void bodiesThatDrip() throws Exception {
    pass("bodies drip", CROWD, Habit.dripsBody(1_000));
  }

  @Test
  void largeBodiesThatDrip() throws Exception {
    pass("8 MB announced, dripping", CROWD, Habit.dripsBody(LARGEST));
  }

  @Test
  void largeBodiesThatStopBeforeTheEnd() throws Exception {
    pass("8 MB less a byte", CROWD / 10, Habit.stopsBeforeTheEnd(LARGEST));
  }

  @Test
  void answersThatNobodyReads() throws Exception {
    pass("pipelined, never read", CROWD / 40, Habit.floods(false));
  }

  @Test
  void floodsOfPipelinedRequests() throws Exception {
    pass("pipelined, read", CROWD / 40, Habit.floods(true));
  }

  private static void pass(String name, int size, Habit habit) throws Exception {
    Memory memory = new Memory(app);
    try (Crowd crowd = new Crowd(app.port(), size, habit)) {
      await(name).atMost(Duration.ofSeconds(30)).until(() -> crowd.connected() > size / 2);
      HonestCalls honest = new HonestCalls(app.port(), PER_SECOND);
      await(name)
          .atMost(Duration.ofSeconds(SECONDS + 60L))
          .until(
              () -> {
                memory.look();
                return honest.answered() + honest.failures().size() > (long) PER_SECOND * SECONDS;
              });
      honest.stop();
      System.out.printf(
          "%s: %d honest calls, %d not answered 200, p50 %.1f ms, p99 %.1f ms, max %.1f ms; crowd %d connected, %d parted with; %s%n",
          name,
          honest.answered(),
          honest.failures().size(),
          honest.millis(50),
          honest.millis(99),
          honest.millis(100),
          crowd.connected(),
          crowd.partedWith(),
          memory);
      assertThat(honest.failures()).as(name).isEmpty();
      assertThat(memory.most("resident")).as("MB resident: %s", memory).isLessThan(BOUND);
    }
  }
}
