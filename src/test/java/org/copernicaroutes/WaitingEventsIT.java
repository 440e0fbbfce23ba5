package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Events in queues that no route file takes from: not yet, not while it is broken, or no more. */
class WaitingEventsIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private World world;

  @BeforeEach
  void prepare() {
    world = new World(folder, PackagedApp::unpacked);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void areDeliveredOnceTheirFileComesOrIsMendedAlsoAfterARestart() throws IOException {
    String audit = Files.readString(world.route("audit"));
    String contacts = Files.readString(world.route("contacts"));
    Files.delete(world.route("audit"));
    Files.writeString(world.route("contacts"), contacts.replace("columns:", "colums:"));
    world.app.start();
    world.post(World.update(1, "Ann"));
    awaitWaiting("audit", 1);
    awaitWaiting("contacts", 1);
    assertThat(world.app.log())
        .contains("no file takes from `destination:audit`; events wait in its queue")
        .contains("did you mean `columns`? The route does not run and what it takes from waits");

    restart();
    awaitWaiting("audit", 1);
    awaitWaiting("contacts", 1);

    Files.writeString(world.route("audit"), audit);
    await().atMost(SOON).until(() -> world.crm.count("audit") == 1);
    assertThat(world.crm.count("contacts")).isZero();

    Files.writeString(world.route("contacts"), contacts);
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 1);
    awaitWaiting("audit", 0);
    awaitWaiting("contacts", 0);
  }

  @Test
  void stayInTheQueueOfAFileThatWasRenamedAndInSightUntilOneTakesFromItAgain() throws IOException {
    String contacts = Files.readString(world.route("contacts"));
    world.app.start();
    world.crm.takeAway();
    world.post(World.update(1, "Ann"));
    await().atMost(SOON).until(() -> world.app.log().contains("delivery.waiting contacts"));

    Files.writeString(
        world.route("people"), renamed(contacts).replace("id: contacts", "id: people"));
    Files.writeString(world.route("router"), renamed(Files.readString(world.route("router"))));
    Files.delete(world.route("contacts"));
    await()
        .atMost(SOON)
        .until(
            () ->
                world.app.log().contains("Events wait in destination:contacts until a file takes")
                    && world.app.log().contains("takes from destination:people")
                    && world.app.log().contains("router.camel.yaml takes from direct:router; it"));
    world.crm.giveBack();
    world.post(World.update(2, "Bea"));
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 1);
    awaitWaiting("contacts", 1);

    restart();
    awaitWaiting("contacts", 1);
    assertThat(world.crm.column("select name from contacts")).containsExactly("Bea");

    Files.writeString(world.route("contacts"), contacts);
    await().atMost(SOON).until(() -> world.crm.count("contacts") == 2);
    awaitWaiting("contacts", 0);
  }

  private static String renamed(String file) {
    return file.replace("destination:contacts", "destination:people");
  }

  private void restart() {
    world.app.kill();
    world.app.start();
  }

  /** On the health page, and where alerts are made of. */
  private void awaitWaiting(String destination, long events) {
    await()
        .atMost(SOON)
        .until(
            () ->
                onThePage(destination) == events
                    && world.app.metric("copernica_waiting{queue=\"" + destination + "\"")
                        == events);
  }

  private long onThePage(String destination) {
    try {
      JsonNode page = new ObjectMapper().readTree(world.app.health());
      return page.findPath("copernica.destination." + destination).path("events").asLong(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
