package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged is applied, whatever dies in between. */
class CrashIT {

  private static final int ROUNDS = 4;
  private static final int SENDERS = 32;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong turnedAway = new AtomicLong();
  private final AtomicLong profiles = new AtomicLong(1_000);
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private World world;

  @BeforeEach
  void start() {
    world = new World(folder, PackagedApp::unpacked);
    world.app.start();
  }

  @AfterEach
  void stop() {
    senders.shutdownNow();
    world.close();
  }

  @Test
  void everyAcknowledgedEventIsInTheDatabaseAfterKillsUnderLoad() throws Exception {
    Random random = new Random(20261121);
    for (int round = 0; round < ROUNDS; round++) {
      int enough = acknowledged.size() + 100 + random.nextInt(900);
      List<Future<?>> load = load();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> acknowledged.size() >= enough);
      world.app.kill();
      join(load);
      world.app.start();
    }

    awaitAllApplied();
  }

  @Test
  void theDoorAnswersWhileTheDatabaseIsAwayAndNothingIsLost() throws Exception {
    List<Future<?>> load = load();
    await().atMost(Duration.ofSeconds(60)).until(() -> world.crm.count("contacts") > 200);
    world.crm.takeAway();
    int before = acknowledged.size();
    await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + 2_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> world.app.log().contains("delivery.waiting"));
    assertThat(turnedAway).hasValue(0);
    world.crm.giveBack();
    world.app.kill();
    join(load);
    world.app.start();

    awaitAllApplied();
    assertThat(world.app.health())
        .doesNotContain("copernica.dead.contacts", "copernica.dead.audit");
  }

  /** Senders that post updates of ever new profiles until the door is gone. */
  private List<Future<?>> load() {
    List<Future<?>> load = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      load.add(senders.submit(this::sendUntilTheDoorIsGone));
    }
    return load;
  }

  private void sendUntilTheDoorIsGone() {
    try (DoorConnection connection = new DoorConnection(world.app.port())) {
      while (!Thread.currentThread().isInterrupted()) {
        long profile = profiles.incrementAndGet();
        byte[] request =
            DoorConnection.keptAlive(World.request(World.update(profile, "n" + profile)).sent());
        if (connection.send(request).status() == 200) {
          acknowledged.add(String.valueOf(profile));
        } else {
          turnedAway.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // The door is gone: what was not answered is not promised.
    }
  }

  private static void join(List<Future<?>> load) throws Exception {
    for (Future<?> sender : load) {
      sender.get(60, TimeUnit.SECONDS);
    }
  }

  private void awaitAllApplied() {
    awaitAllIn("contacts", "profile_id");
    awaitAllIn("audit", "profile");
  }

  /** Seldom enough that the looks at a whole table take nothing from what fills it. */
  private void awaitAllIn(String table, String column) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(missing(table, column)).isEmpty());
  }

  private Set<String> missing(String table, String column) {
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(new HashSet<>(world.crm.column("select " + column + " from " + table)));
    return missing;
  }
}
