package org.copernicaroutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import in Copernica, as the packaged jar with the sample routes mails of it. Short here; with
 * the number of the promise: {@code mvn -P faults verify -Dit.test=BurstIT}, see docs/faults.md.
 */
class BurstIT {

  private static final int ALERTS = Integer.getInteger("burst.alerts", 2_000);
  private static final Duration EVERY = Duration.ofSeconds(Integer.getInteger("burst.every", 3));
  private static final String BATCH = System.getProperty("burst.batch", "");
  private static final boolean WAITS = Boolean.getBoolean("burst.waits");
  private static final String ROUTE = "email-alert.camel.yaml";
  private static final int AFTER = 5;
  private static final int COLLECTION = 21;
  private static final int SENDERS = 8;
  private static final Duration LONG = Duration.ofMinutes(15);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final FakeDns dns = FakeDns.start();
  private final AlertMailbox mailbox = new AlertMailbox();
  private final AtomicInteger next = new AtomicInteger(1);
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private PackagedApp app;
  private BurstFigures figures;

  @BeforeEach
  void start() throws IOException {
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
    copyRoutes();
    app =
        new PackagedApp(folder)
            .with("copernica.accounts", "1234")
            .with("copernica.callback.hosts", SignedRequest.HOST)
            .with("copernica.signature.dns-servers", dns.address())
            .with("spring.mail.host", "127.0.0.1")
            .with("spring.mail.port", mailbox.port())
            .with("alert.collection", COLLECTION)
            .with("alert.digest-after", AFTER)
            .with("alert.digest-every", EVERY.toSeconds() + "s")
            .start();
    figures = new BurstFigures(app, folder.resolve("data/broker"));
  }

  private void copyRoutes() throws IOException {
    Path to = Files.createDirectories(folder.resolve("routes"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"))) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    if (WAITS) {
      Files.delete(to.resolve(ROUTE));
    }
  }

  /** How fast alerts move shows where all wait before the first moves. */
  private void moveAllThatWait() throws IOException {
    String from = "uri: destination:email-alert\n";
    String batch = BATCH.isEmpty() ? "" : "      parameters:\n        batch: " + BATCH + "\n";
    String route = Files.readString(Path.of("routes", ROUTE)).replace(from, from + batch);
    Files.writeString(folder.resolve("routes").resolve(ROUTE), route);
    await().atMost(LONG).until(() -> figures.moved() >= ALERTS - AFTER);
  }

  @AfterEach
  void stop() {
    senders.shutdownNow();
    figures.close();
    app.close();
    mailbox.close();
    dns.close();
  }

  @Test
  void manyChangesMakeFewMailsAndAKillInTheMiddleLosesAndRepeatsNone() throws Exception {
    long began = System.nanoTime();
    sendAll();
    Duration sent = Duration.ofNanos(System.nanoTime() - began);
    if (WAITS) {
      moveAllThatWait();
    }
    await().atMost(LONG).until(() -> waiting() > 0);
    app.kill();
    app.start();

    await().atMost(LONG).until(() -> mailbox.alerts() >= ALERTS);
    await("the burst is over").atMost(LONG).until(() -> waiting() == 0);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        "%d alerts, sent in %d s: within %d s %d mails by themselves, then %d digests, one each %d s. %s%n",
        ALERTS,
        sent.toSeconds(),
        took.toSeconds(),
        mailbox.singles(),
        mailbox.digests(),
        EVERY.toSeconds(),
        figures);
    assertThat(mailbox.alerts()).isEqualTo(ALERTS);
    assertThat(mailbox.singles()).isEqualTo(AFTER);
    assertThat((long) mailbox.digests()).isBetween(1L, took.dividedBy(EVERY) + 1);
    assertThat(mailbox.repeatedOtherwise()).isEmpty();
    assertThat(app.health()).doesNotContain("copernica.dead.digest", "copernica.dead.email");
  }

  private double waiting() {
    return app.metric("copernica_waiting{queue=\"digest.email-alert\"");
  }

  private void sendAll() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      all.add(senders.submit(this::send));
    }
    for (Future<?> sender : all) {
      sender.get();
    }
  }

  private Void send() throws IOException {
    try (DoorConnection connection = new DoorConnection(app.port())) {
      for (int n = next.getAndIncrement(); n <= ALERTS; n = next.getAndIncrement()) {
        byte[] request = DoorConnection.keptAlive(World.request(change(n)).sent());
        assertThat(connection.send(request).status()).isEqualTo(200);
      }
    }
    return null;
  }

  private static String change(int number) {
    return ("type=update&subprofile=%d&profile=5&database=7&collection=%d&parameters[price]=%d"
            + "&fields[price]=%d&fields[name]=An+order+with+a+name&modified=2026-01-02+09%%3A00%%3A00")
        .formatted(number, COLLECTION, number, number);
  }
}
