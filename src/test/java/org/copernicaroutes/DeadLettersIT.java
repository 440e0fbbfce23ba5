package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.support.CommandRun;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the packaged jar beside the receiver: the same folder, the same user, no more.
 */
class DeadLettersIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LONG = "Maximiliana far too long for forty characters";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static World world;

  @BeforeAll
  static void start() {
    world = new World(folder, PackagedApp::new);
    world.app.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static CommandRun dead(String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("dead"));
    all.addAll(List.of(args));
    all.add("--management.server.port=" + world.app.adminPort());
    return CommandRun.ofJar(folder, all.toArray(String[]::new));
  }

  @Test
  void aParkedEventIsFoundMendedAndRetriedAndAnotherDiscarded() throws Exception {
    String event = world.post(World.update(1, LONG)).id();
    String other = world.post(World.update(2, LONG)).id();
    await()
        .atMost(SOON)
        .until(() -> world.app.metric("copernica_waiting{queue=\"dead.contacts\"") == 2);

    CommandRun list = dead("list", "contacts", "--event=" + event, "--format=json");
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.err()).isEmpty();
    JsonNode letter = new ObjectMapper().readTree(list.out()).path("letters").get(0);
    assertThat(letter.path("reason").asText()).contains("name");

    CommandRun shown = dead("show", "contacts", letter.path("id").asText());
    assertThat(shown.out()).contains(event).doesNotContain("Maximiliana");

    world.crm.execute("alter table contacts alter column name type text");
    CommandRun retried = dead("retry", "contacts", letter.path("id").asText());
    assertThat(retried.out()).startsWith("1 letter retried.");
    await()
        .atMost(SOON)
        .until(
            () ->
                world
                    .crm
                    .column("select name from contacts where profile_id = 1")
                    .equals(List.of(LONG)));

    CommandRun discarded =
        dead("discard", "contacts", "--event", other, "--note", "the second of a test");
    assertThat(discarded.out()).startsWith("1 letter discarded.");
    assertThat(world.app.log()).contains("the second of a test");
    assertThat(world.crm.column("select name from contacts where profile_id = 2")).isEmpty();

    CommandRun misspelt = dead("list", "contatcs");
    assertThat(misspelt.code()).isEqualTo(1);
    assertThat(misspelt.err()).contains("contacts").doesNotContain("\tat ");
  }
}
