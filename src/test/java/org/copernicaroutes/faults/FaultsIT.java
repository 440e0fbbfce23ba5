package org.copernicaroutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.copernicaroutes.faults.Ledger.Fate;
import org.copernicaroutes.support.PackagedApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged is applied, and what was not proven is not, whatever goes wrong in between. Short
 * here; longer with {@code -Dfaults.rounds=200 -Dfaults.rate=300 -Dfaults.seconds=60}. A run can be
 * repeated with the {@code -Dfaults.seed} that it prints.
 */
class FaultsIT {

  private static final int ROUNDS = Integer.getInteger("faults.rounds", 20);
  private static final int PER_SECOND = Integer.getInteger("faults.rate", 150);
  private static final int PADDING = 20_000;
  private static final int QUIET = 10;
  private static final int SECONDS = Integer.getInteger("faults.seconds", 3);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofSeconds(180);

  private static final List<Tally> REPORT = new ArrayList<>();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  static Surroundings around;

  private final Random random = new Random(SEED);
  private final Ledger ledger = new Ledger();
  private PackagedApp app = around.app();

  @BeforeAll
  static void prepare() {
    around = new Surroundings(folder);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @AfterAll
  static void report() throws IOException {
    around.close();
    List<String> lines = new ArrayList<>();
    lines.add("seed %d, %d kills, %d events/s".formatted(SEED, ROUNDS, PER_SECOND));
    lines.add("");
    lines.add(Tally.HEAD);
    REPORT.forEach(tally -> lines.add(tally.toString()));
    Files.write(Path.of("target", "faults.md"), lines);
    lines.forEach(System.out::println);
  }

  @Test
  void killsAtAnyMoment() throws Exception {
    underLoad(
        ledger,
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            app.launch();
            live();
            app.kill();
          }
          app.start();
        });
    settle("kill -9, %d times".formatted(ROUNDS), ledger);
  }

  /** A third of them die before they are up, the others while they take, deliver and catch up. */
  private void live() {
    if (random.nextInt(3) == 0) {
      pass(500 + random.nextInt(5_000));
    } else {
      app.awaitOpen();
      pass(random.nextInt(2_000));
    }
  }

  /** Not a wait for something: the length is what is tried. */
  private static void pass(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Also while nobody can ask for the key, from the first to the last of the others. */
  @Test
  void theDoorStaysOpenWhileOthersAreAway() throws Exception {
    app.start();
    underLoad(ledger, () -> awaitAcknowledged(ledger, 10));
    int said = app.log().length();
    around.dns.isSilent();

    underLoad(ledger, QUIET, this::everyOutage);

    around.dns.answers();
    settle("DNS silent throughout the above", ledger);
    assertThat(app.log().substring(said)).contains("key.outlived");
    assertThat(ledger.count(Fate.TURNED_AWAY) + ledger.count(Fate.UNANSWERED)).isZero();
  }

  private void everyOutage() throws Exception {
    MailServer mail = around.mail;
    ForwardTarget target = around.target;
    outage("database killed", "crm-sync", around.crm::crash, around.crm::giveBack);
    outage("database hangs", "crm-sync", around.crm::freeze, around.crm::thaw);
    outage("mail server away", "email-alert", mail::takeAway, mail::giveBack);
    outage("target away", "http-forward", target::takeAway, target::giveBack);
    outage("target busy (503)", "http-forward", () -> target.busy(true), () -> target.busy(false));
    outage("target hangs", "http-forward", target::hang, target::wake);
    await("the key's TTL is over, and it serves on")
        .atMost(Duration.ofSeconds(90))
        .until(() -> app.log().contains("key.outlived"));
    awaitAcknowledged(ledger, QUIET);
  }

  private void outage(String name, String destination, Runnable takeAway, Runnable giveBack)
      throws Exception {
    Ledger mine = new Ledger();
    underLoad(
        mine,
        () -> {
          awaitAcknowledged(mine, PER_SECOND);
          int said = app.log().length();
          takeAway.run();
          await(name)
              .atMost(SOON)
              .until(() -> app.log().substring(said).contains("delivery.waiting " + destination));
          awaitAcknowledged(mine, (long) PER_SECOND * SECONDS);
          giveBack.run();
          awaitAcknowledged(mine, PER_SECOND);
        });
    settle(name, mine);
    assertThat(mine.count(Fate.TURNED_AWAY) + mine.count(Fate.UNANSWERED)).as(name).isZero();
  }

  /** A start, during which nobody can ask for the key. */
  @Test
  void keepsWhatNobodyCanProveYet() throws Exception {
    app.start();
    underLoad(ledger, () -> awaitAcknowledged(ledger, QUIET));
    app.stop();
    around.dns.isSilent();
    app.start();
    underLoad(
        ledger,
        () -> {
          awaitAcknowledged(ledger, QUIET);
          assertThat(app.metric("copernica_waiting{queue=\"unverified\"")).isPositive();
          around.dns.answers();
          awaitAcknowledged(ledger, (long) PER_SECOND * SECONDS);
        });
    settle("DNS silent, key not known after a restart", ledger);
  }

  @Test
  void aDiskThatRunsFull() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), 96)) {
      app.with("copernica.broker.directory", disk.folder().resolve("broker"));
      app.with("copernica.broker.min-disk-free", "8MB").start();
      underLoad(ledger, () -> refusesAndRecovers(disk));
      settle("disk nearly full", ledger);
      app.stop();

      Ledger full = new Ledger();
      app.with("copernica.broker.min-disk-free", "0B").start();
      underLoad(full, PER_SECOND, PADDING, () -> ends(full, disk));
      disk.tidy();
      app.start();
      underLoad(full, () -> awaitAcknowledged(full, PER_SECOND));
      settle("disk full", full);
      app.stop();
    }
  }

  private void refusesAndRecovers(SmallDisk disk) {
    awaitAcknowledged(ledger, PER_SECOND);
    disk.leave(4 << 20);
    await().atMost(SOON).until(() -> ledger.count(Fate.TURNED_AWAY) > PER_SECOND);
    assertThat(app.log()).contains("inbox.refusing");
    disk.tidy();
    awaitAcknowledged(ledger, PER_SECOND);
  }

  private void ends(Ledger of, SmallDisk disk) {
    awaitAcknowledged(of, PER_SECOND);
    disk.leave(0);
    assertThat(app.exitCode()).as("a journal that cannot be written").isEqualTo(3);
    assertThat(app.log()).contains("journal.failed");
  }

  /** Also while a destination stands, so that its pauses go on through every step. */
  @Test
  void theClockIsStepped() throws Exception {
    SteppedApplication.step(folder, Duration.ZERO);
    app = around.settings(new PackagedApp(folder, SteppedApplication.class)).start();
    Ledger skewed = new Ledger();
    for (String step : List.of("PT1H", "-PT1H", "P1D", "-P1D")) {
      underLoad(ledger, () -> awaitAcknowledged(ledger, PER_SECOND));
      around.mail.takeAway();
      underLoad(ledger, () -> awaitAcknowledged(ledger, PER_SECOND));
      SteppedApplication.step(folder, Duration.parse(step));
      refusesAll(skewed);
      around.mail.giveBack();
      SteppedApplication.step(folder, Duration.ZERO);
    }
    underLoad(ledger, () -> awaitAcknowledged(ledger, PER_SECOND));
    settle("clock stepped by 1 h and 1 day, both ways", ledger);
    assertThat(skewed.mine(around.applied())).as("refused and applied").isEmpty();
    assertThat(app.log()).contains("check this host's clock");
  }

  private void refusesAll(Ledger skewed) throws Exception {
    long before = skewed.count(Fate.REFUSED);
    underLoad(
        skewed,
        () -> await().atMost(SOON).until(() -> skewed.count(Fate.REFUSED) > before + PER_SECOND));
    assertThat(skewed.count(Fate.ACKNOWLEDGED)).isZero();
  }

  private static void awaitAcknowledged(Ledger ledger, long more) {
    long before = ledger.count(Fate.ACKNOWLEDGED);
    await("the door goes on")
        .atMost(SOON.plusSeconds(2L * SECONDS))
        .until(() -> ledger.count(Fate.ACKNOWLEDGED) >= before + more);
  }

  private interface Work {
    void run() throws Exception;
  }

  private void underLoad(Ledger of, Work work) throws Exception {
    underLoad(of, PER_SECOND, work);
  }

  private void underLoad(Ledger of, int perSecond, Work work) throws Exception {
    underLoad(of, perSecond, 0, work);
  }

  private void underLoad(Ledger of, int perSecond, int padding, Work work) throws Exception {
    Load load = new Load(app.port(), of, perSecond, padding);
    try {
      work.run();
    } finally {
      load.stop();
    }
  }

  /** All that was acknowledged comes out, once or more often, and nothing that was forged. */
  private void settle(String scenario, Ledger of) {
    untilOrLate(() -> of.missing(around.applied()).isEmpty());
    Tally tally = Tally.of(scenario, of, around, app);
    REPORT.add(tally);
    System.out.println(tally);
    assertThat(tally.acknowledged()).as("%s: acknowledged", scenario).isPositive();
    assertThat(of.missing(around.applied())).as("%s: lost", scenario).isEmpty();
    assertThat(tally.refused()).as("%s: refused", scenario).isZero();
    assertThat(tally.unproven()).as("%s: forged and applied", scenario).isZero();
    assertThat(tally.parked()).as("%s: parked", scenario).isZero();
    assertThat(around.haveOneId(of.mine(around.applied()))).as("%s: ids", scenario).isTrue();
  }

  /** Being late is no reason to leave the report without its line. */
  private static void untilOrLate(Callable<Boolean> done) {
    try {
      await().atMost(IN_THE_END).pollInterval(Duration.ofSeconds(1)).until(done);
    } catch (ConditionTimeoutException e) {
      // what is missing is said by whoever asked
    }
  }
}
