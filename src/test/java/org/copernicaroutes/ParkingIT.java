package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar while its name server is of no use, over restarts and kills. */
class ParkingIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARKED = 10;
  private static final int ROOM = 60;
  private static final int STRANGERS = 3;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private World world;

  @BeforeEach
  void start() {
    world = new World(folder, PackagedApp::unpacked);
    world
        .app
        .with("copernica.unverified.requests", ROOM)
        .with("copernica.signature.dns-timeout", "300ms")
        .with("copernica.signature.dns-tries", 1)
        .with("copernica.inbox.retry.longest-pause", "1s")
        .start();
    assertThat(world.post(World.update(1, "before")).status()).isEqualTo(200);
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 1);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** The key that was known goes with the process; that its name was good does not. */
  private void restartDuringAnOutage() {
    world.app.kill();
    world.app.start();
  }

  @Test
  void whatIsParkedIsAppliedOnceItsKeyIsThereAndNotBefore() {
    world.dns.isSilent();
    restartDuringAnOutage();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < PARKED; i++) {
      ids.add(stored(World.request(World.update(100 + i, "new key")).key(TestKey.TWO).sent()));
    }
    SentRequest old = World.request(World.update(99, "old key")).sent();
    String refused = stored(old);
    assertThat(stored(old)).as("an exact repetition").isEqualTo(refused);
    assertThat(waiting("unverified")).isEqualTo(PARKED + 1);
    world.app.kill();
    world.app.start();
    assertThat(waiting("unverified")).isEqualTo(PARKED + 1);
    assertThat(world.crm.count("contacts")).as("applied before it was proven").isEqualTo(1);

    world.dns.txt(SignedRequest.KEY_ID, TestKey.TWO.dkim()).answers();
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 1 + PARKED);
    await().atMost(SOON).until(() -> waiting("unverified") == 0);
    await().atMost(SOON).until(() -> deliveriesOf(ids).size() == PARKED);
    assertThat(deliveriesOf(ids)).as("in order, once").isEqualTo(ids);
    assertThat(waiting("dead.unverified")).isEqualTo(1);
    assertThat(world.crm.column("select name from contacts where profile_id = 99")).isEmpty();
    assertThat(world.app.log()).contains("request.parked", "request.verified", "request.refused");
  }

  /** Those of these events that the table of all events was given, as the log tells them. */
  private List<String> deliveriesOf(List<String> ids) {
    return world
        .app
        .log()
        .lines()
        .filter(line -> line.contains("delivery.done audit event="))
        .map(line -> line.replaceAll(".*delivery\\.done audit event=([0-9a-f]+).*", "$1"))
        .filter(ids::contains)
        .toList();
  }

  @Test
  void aFloodOfStrangeNamesTakesItsShareAndCopernicasOwnStillGoIn() {
    world.dns.fails();
    restartDuringAnOutage();
    int taken = 0;
    for (int i = 0; i < 10; i++) {
      SentRequest strange =
          World.request(World.update(900 + i, "x")).keyId("n" + i + ".copernica.com").sent();
      taken += world.send(strange).status() == 200 ? 1 : 0;
    }
    assertThat(taken).isEqualTo(STRANGERS);
    int good = 0;
    for (int i = 0; i < ROOM; i++) {
      SentRequest ours = World.request(World.update(200 + i, "good")).sent();
      good += world.send(ours).status() == 200 ? 1 : 0;
    }
    // what comes while the park is counted is counted twice until the next time
    assertThat(good).isBetween((ROOM - STRANGERS) / 2, ROOM - STRANGERS);
    assertThat(world.app.log()).contains("the park is full (copernica.unverified.requests");

    world.dns.answers();
    int rows = 1 + good;
    await().atMost(SOON).until(() -> world.crm.count("contacts") == rows);
    await().atMost(SOON).until(() -> waiting("dead.unverified") == STRANGERS);
  }

  /** Killed while it moves them, again and again. */
  @Test
  void aKillWhileTheParkIsEmptiedLosesNothing() {
    world.dns.fails();
    restartDuringAnOutage();
    for (int i = 0; i < ROOM / 2; i++) {
      stored(World.request(World.update(300 + i, "good")).sent());
    }
    world.app.stop();
    world.dns.answers();
    for (int round = 0; round < 2; round++) {
      int said = world.app.log().length();
      world.app.launch();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> world.app.log().substring(said).contains("broker.started"));
      world.app.kill();
    }
    world.app.start();
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 1 + ROOM / 2);
    await().atMost(SOON).until(() -> waiting("unverified") == 0);
    assertThat(waiting("dead.unverified")).isZero();
    assertThat(world.crm.column("select event from audit")).doesNotHaveDuplicates();
  }

  private String stored(SentRequest request) {
    var reply = world.send(request);
    assertThat(reply.status()).isEqualTo(200);
    return reply.id();
  }

  private long waiting(String queue) {
    return (long) world.app.metric("copernica_waiting{queue=\"" + queue + "\"");
  }
}
