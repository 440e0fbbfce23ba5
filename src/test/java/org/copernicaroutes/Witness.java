package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.copernicaroutes.signature.Refusal;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.DoorConnection.Reply;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;

/**
 * Sends a request to the application, and says by its answer, counters, log and CRM what came of
 * it.
 */
final class Witness {

  static final Duration SOON = Duration.ofSeconds(30);

  private static final String STORED = "copernica_stored_total";
  private static final String VERIFIED = "copernica_verified_total";
  private static final String REPLAYED = "copernica_replayed_total";
  private static final String APPLIED = "copernica_delivered_total{destination=\"audit\"}";
  private static final Set<String> COUNTERS =
      Set.of(
          "copernica_refused_total",
          "copernica_strayed_total",
          "copernica_delivered_total",
          STORED,
          VERIFIED,
          REPLAYED);

  private final World world;
  private final List<String> passed = new ArrayList<>();

  /** What goes out over a socket, and what comes back. */
  interface Call {
    Reply answered() throws IOException;
  }

  Witness(World world) {
    this.world = world;
  }

  /** It ends at the check, for that reason, with a line of its own. */
  void refuses(SentRequest request, Refusal reason, String... words) throws IOException {
    int before = world.app.log().length();
    ends(() -> sent(request), reason.answer().status(), counter("refused", "reason", reason.tag()));
    assertLogged(before, "request.refused reason=" + reason.tag(), words);
  }

  /** It ends in the door, for that reason, which has a line once a second or minute only. */
  void refuses(Call call, int status, String reason, String... words) throws IOException {
    ends(call, status, counter("refused", "reason", reason));
    assertLogged(0, "request.refused reason=" + reason, words);
  }

  /** It ends before the door: another path, another method. */
  void strays(SentRequest request, int status, String... words) throws IOException {
    ends(() -> sent(request), status, counter("strayed", "status", String.valueOf(status)));
    assertLogged(0, "request.strayed", words);
  }

  /** One counter moved by one, and no other: nothing was stored. */
  private void ends(Call call, int status, String counter) throws IOException {
    Map<String, Double> before = counters();
    Reply reply = call.answered();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.head()).contains("application/problem+json");
    assertThat(reply.body()).matches("\\{\"status\":" + status + ",\"title\":\"[A-Za-z .]+\"}");
    assertThat(movedSince(before)).isEqualTo(Map.of(counter, 1.0));
  }

  private void assertLogged(int from, String event, String... words) {
    assertThat(world.app.log().substring(from).lines().filter(line -> line.contains(event)))
        .as("lines with " + event)
        .anySatisfy(line -> assertThat(line).contains(words).contains("Answered "));
  }

  /** It is stored once, and applied once. */
  void passes(SentRequest request) throws IOException {
    Map<String, Double> before = counters();
    Reply reply = sent(request);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    passed.add(reply.id());
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(movedSince(before))
                    .containsEntry(VERIFIED, 1.0)
                    .containsEntry(STORED, 1.0)
                    .containsEntry(APPLIED, 1.0)
                    .doesNotContainKey(REPLAYED));
    assertThat(applied()).contains(reply.id());
  }

  /** It is answered as the original was, and neither stored nor applied. */
  void passesAgain(SentRequest request) throws IOException {
    Map<String, Double> before = counters();
    Reply reply = sent(request);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(passed).endsWith(reply.id());
    assertThat(movedSince(before)).isEqualTo(Map.of(VERIFIED, 1.0, REPLAYED, 1.0));
  }

  /** The same when whoever remembers it is new: what comes after it is the next to be applied. */
  void passesAgainAfterARestart(SentRequest request, SentRequest next) throws IOException {
    Map<String, Double> before = counters();
    Reply reply = sent(request);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(passed).endsWith(reply.id());
    passes(next);
    assertThat(movedSince(before)).containsEntry(VERIFIED, 2.0).containsEntry(APPLIED, 1.0);
  }

  /** It is kept, and what is in it is not applied. */
  void keepsAsUnreadable(SentRequest request) throws IOException {
    Map<String, Double> before = counters();

    assertThat(sent(request).status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .until(() -> world.app.metric("copernica_waiting{queue=\"dead.unreadable\"") == 1);
    assertThat(movedSince(before)).isEqualTo(Map.of(VERIFIED, 1.0, STORED, 1.0));
  }

  /** Whatever it is answered, nothing of it is taken for proven. */
  void leavesUndecided(SentRequest request) throws IOException {
    Map<String, Double> before = counters();

    assertThat(sent(request).status()).isEqualTo(200);
    assertThat(movedSince(before)).doesNotContainKeys(VERIFIED, APPLIED);
  }

  /** Nothing else than what passed has reached the CRM. */
  void foundNothingElseInTheCrm() {
    assertThat(applied()).containsExactlyInAnyOrderElementsOf(passed);
  }

  private List<String> applied() {
    return world.crm.column("select event from audit");
  }

  Reply sent(SentRequest request) throws IOException {
    return DoorConnection.send(world.app.port(), request);
  }

  private Map<String, Double> counters() {
    return world.app.metrics(COUNTERS);
  }

  /** Those that grew, and by how much. */
  private Map<String, Double> movedSince(Map<String, Double> before) {
    Map<String, Double> moved = new TreeMap<>();
    counters().forEach((name, value) -> moved.put(name, value - before.getOrDefault(name, 0.0)));
    moved.values().removeIf(grown -> grown == 0);
    moved.keySet().removeIf(name -> name.contains("destination=") && !name.equals(APPLIED));
    return moved;
  }

  private static String counter(String name, String tag, String value) {
    return "copernica_%s_total{%s=\"%s\"}".formatted(name, tag, value);
  }
}
