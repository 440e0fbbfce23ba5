package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.support.BrokerProcess;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind one address, one broker, one database. */
class TwoNodesIT {

  private static final int SENDERS = 8;
  private static final int ENOUGH = 200;
  private static final int PROFILES = 20;
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static World world;
  private static BrokerProcess broker;
  private static PackagedApp one;
  private static PackagedApp two;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> newest = new ConcurrentHashMap<>();
  private final Map<Long, Integer> sent = new ConcurrentHashMap<>();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private volatile boolean sending = true;

  @BeforeAll
  static void start() throws IOException {
    world = new World(folder, PackagedApp::unpacked);
    broker = new BrokerProcess(folder.resolve("broker")).start();
    one = shared(world.app).start();
    two = shared(world.node(Files.createDirectories(folder.resolve("two")))).start();
    await().atMost(LONG).until(() -> one.readiness() == 200 && two.readiness() == 200);
  }

  private static PackagedApp shared(PackagedApp node) {
    return node.with("copernica.broker.url", broker.url())
        .with("copernica.broker.user", BrokerProcess.USER)
        .with("copernica.broker.password", BrokerProcess.PASSWORD);
  }

  @AfterEach
  void stopSending() {
    sending = false;
    senders.shutdownNow();
  }

  @AfterAll
  static void stop() {
    two.close();
    world.close();
    broker.close();
  }

  @Test
  void everyEventIsInTheTableOnceAndInItsOrderWhoeverDiesMeanwhile() throws Exception {
    List<Future<?>> load = load();
    awaitMore();
    broker.kill();
    assertThat(one.liveness())
        .as("a restart of ours would not bring the broker back")
        .isEqualTo(200);
    broker.start();
    awaitMore();
    two.kill();
    awaitMore();
    two.start();
    awaitMore();
    await().atMost(LONG).until(() -> delivered(one) > 0 && delivered(two) > 0);
    sending = false;
    for (Future<?> sender : load) {
      sender.get(60, TimeUnit.SECONDS);
    }

    await().atMost(LONG).untilAsserted(() -> assertThat(missing()).isEmpty());
    await().atMost(LONG).untilAsserted(this::everyRowHoldsItsNewest);
    assertThat(world.crm.column("select event from audit")).doesNotHaveDuplicates();
    assertThat(one.health()).doesNotContain("copernica.dead.contacts", "copernica.dead.audit");
  }

  @Test
  void aReplayAtTheOtherNodeIsAnsweredAlikeAndHasNoEffect() throws Exception {
    SentRequest request = World.request(World.update(1, "v1")).sent();
    DoorConnection.Reply first = DoorConnection.send(one.port(), request);
    DoorConnection.Reply again = DoorConnection.send(two.port(), request);

    assertThat(first.status()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.id()).isEqualTo(first.id());
    String later =
        DoorConnection.send(two.port(), World.request(World.update(2, "v1")).sent()).id();
    await().atMost(LONG).until(() -> deliveries(later) == 1);
    assertThat(deliveries(first.id())).isEqualTo(1);
  }

  /** The broker takes both where neither is committed yet: then the effects are repeatable. */
  @Test
  void theSameRequestAtBothNodesAtOnceIsAnsweredAlikeAndEndsInOneRow() throws Exception {
    for (int i = 0; i < 20; i++) {
      SentRequest request = World.request(World.update(9_000 + i, "v1")).sent();
      Future<DoorConnection.Reply> there =
          senders.submit(() -> DoorConnection.send(two.port(), request));
      DoorConnection.Reply here = DoorConnection.send(one.port(), request);
      assertThat(List.of(here.status(), there.get(60, TimeUnit.SECONDS).status()))
          .containsOnly(200);
      assertThat(there.get().id()).isEqualTo(here.id());
    }
    String rows = "select name from contacts where profile_id between 9000 and 9019";
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(world.crm.column(rows)).hasSize(20).containsOnly("v1"));
    assertThat(one.health()).doesNotContain("copernica.dead.contacts", "copernica.dead.audit");
  }

  @Test
  void aReplayAfterItsNodeWasKilledHasNoEffect() throws Exception {
    SentRequest request = World.request(World.update(3, "v1")).sent();
    String first = DoorConnection.send(two.port(), request).id();
    await().atMost(LONG).until(() -> deliveries(first) == 1);
    two.kill();
    assertThat(DoorConnection.send(one.port(), request).id()).isEqualTo(first);
    two.start();
    assertThat(DoorConnection.send(two.port(), request).id()).isEqualTo(first);

    String later =
        DoorConnection.send(two.port(), World.request(World.update(4, "v1")).sent()).id();
    await().atMost(LONG).until(() -> deliveries(later) == 1);
    assertThat(deliveries(first)).isEqualTo(1);
  }

  private static long deliveries(String event) {
    return (one.log() + two.log())
        .lines()
        .filter(l -> l.contains("delivery.done audit event=" + event))
        .count();
  }

  private static double delivered(PackagedApp node) {
    return node.metric("copernica_delivered_total{destination=\"contacts\"")
        + node.metric("copernica_delivered_total{destination=\"audit\"");
  }

  private List<Future<?>> load() {
    List<Future<?>> load = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      long first = 1_000L * (i + 1);
      load.add(senders.submit(() -> send(first)));
    }
    return load;
  }

  /** Versions of the same profiles, to one node and the other by turns. */
  private void send(long first) {
    for (int i = 0; sending; i++) {
      long profile = first + i % PROFILES;
      int version = i / PROFILES;
      sent.put(profile, version);
      try {
        SentRequest request = World.request(update(profile, version)).sent();
        DoorConnection.Reply reply =
            DoorConnection.send((i + version) % 2 == 0 ? one.port() : two.port(), request);
        if (reply.status() == 200) {
          acknowledged.add(reply.id());
          newest.put(profile, version);
        }
      } catch (IOException e) {
        // That node is gone: what was not answered is not promised.
      }
    }
  }

  private static String update(long profile, int version) {
    String modified = LocalDateTime.of(2026, 1, 2, 9, 0).plusSeconds(version).toString();
    String time = (modified.length() == 16 ? modified + ":00" : modified).replace('T', '+');
    return World.update(profile, "v" + version)
        .replace("2026-01-02+09%3A00%3A00", time.replace(":", "%3A"));
  }

  private void awaitMore() {
    int before = acknowledged.size();
    await().atMost(LONG).until(() -> acknowledged.size() > before + ENOUGH);
  }

  private Set<String> missing() {
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(new HashSet<>(world.crm.column("select event from audit")));
    return missing;
  }

  /** What was sent and not answered may be there too. */
  private void everyRowHoldsItsNewest() {
    Map<Long, Integer> rows = new HashMap<>();
    for (String row : world.crm.column("select profile_id || ' ' || name from contacts")) {
      String[] words = row.split(" v");
      rows.put(Long.parseLong(words[0]), Integer.parseInt(words[1]));
    }
    newest.forEach(
        (profile, version) ->
            assertThat(rows.get(profile))
                .as("version of profile " + profile)
                .isBetween(version, sent.get(profile)));
  }
}
