package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.copernicaroutes.inbox.DeadLetters;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.LogLines;
import org.copernicaroutes.support.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Dead letters of the real application, over HTTP and by the commands. */
class DeadLettersApiTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock AMSTERDAM =
      Clock.fixed(Instant.parse("2026-01-31T09:00:00Z"), ZoneId.of("Europe/Amsterdam"));

  @TempDir static Path folder;

  private static Receiver receiver;
  private static JdbcTemplate crm;
  private static long next = 1;

  @RegisterExtension final LogLines log = new LogLines(DeadLettersApi.class);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    receiver = new Receiver(folder, "--copernica.inbox.retry.longest-pause=1s");
    crm = receiver.bean(JdbcTemplate.class);
    crm.execute(
        "create table profiles (id bigint primary key, name varchar(5), email varchar(80),"
            + " changed_at timestamp, constraint short_names check (length(name) < 5))");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  /** A profile whose name the table refuses, and the letter that becomes of it. */
  private record Parked(long profile, JsonNode letter) {
    String id() {
      return letter.path("id").asText();
    }

    String path() {
      return "/dead-letters/crm-sync/" + id();
    }
  }

  private static Parked park() throws Exception {
    long profile = next++;
    String event = post(World.update(profile, "Annie")).id();
    String path = "/dead-letters/crm-sync?event=" + event;
    await()
        .atMost(SOON)
        .until(
            () -> {
              HttpResponse<String> answer = receiver.get(path);
              return answer.statusCode() == 200 && json(answer).path("letters").size() == 1;
            });
    return new Parked(profile, json(receiver.get(path)).path("letters").get(0));
  }

  private static DoorConnection.Reply post(String body) throws Exception {
    return DoorConnection.send(receiver.door(), World.request(body).sent());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  @Test
  void listsWhatIsParkedAndWhyAndNothingThatIsPersonal() throws Exception {
    Parked parked = park();

    JsonNode letter = parked.letter();
    assertThat(letter.path("reason").asText()).isNotBlank();
    assertThat(letter.path("exception").asText()).isNotBlank();
    assertThat(letter.path("tries").asInt()).isPositive();
    assertThat(letter.path("action").asText()).isEqualTo("update");
    assertThat(letter.path("profile").asLong()).isEqualTo(parked.profile());
    assertThat(letter.path("cameFrom").asText()).isEqualTo("copernica.destination.crm-sync");
    assertThat(letter.path("retried").asInt()).isZero();
    assertThat(letter.toString()).doesNotContain("Annie", "example.org");
    assertThat(json(receiver.get("/dead-letters")).path("queues"))
        .anySatisfy(
            queue -> {
              assertThat(queue.path("name").asText()).isEqualTo("crm-sync");
              assertThat(queue.path("letters").asInt()).isPositive();
            });
  }

  @Test
  void theBeginningOfAnEventsIdIsEnoughWhereItIsNotShort() throws Exception {
    Parked parked = park();
    String event = parked.letter().path("event").asText();

    JsonNode letters =
        json(receiver.get("/dead-letters/crm-sync?event=" + event.substring(0, 12)))
            .path("letters");
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0)).isEqualTo(parked.letter());
    HttpResponse<String> refused =
        receiver.get("/dead-letters/crm-sync?event=" + event.substring(0, 7));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("give 8 characters or more of the event's id");
  }

  @Test
  void showsALetterMasked() throws Exception {
    Parked parked = park();

    HttpResponse<String> answer = receiver.get(parked.path());

    JsonNode event = json(answer).path("content");
    assertThat(event.path("fields").path("mail").asText()).isEqualTo("•••");
    assertThat(event.path("interests").path("news").asText()).isEqualTo("•••");
    assertThat(event.path("modified").asText()).isEqualTo("2026-01-02T09:00:00");
    assertThat(event.path("collection").isNull()).isTrue();
    assertThat(answer.body()).doesNotContain("Annie", "example.org");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(log.written()).isEmpty();
  }

  @Test
  void showsPersonalDataWhereItIsAskedForAndLogsThat() throws Exception {
    Parked parked = park();

    JsonNode event = json(receiver.get(parked.path() + "?personal=true")).path("content");

    assertThat(event.path("fields").path("name").asText()).isEqualTo("Annie");
    assertThat(log.written())
        .singleElement()
        .asString()
        .startsWith("letter.shown crm-sync letter=" + parked.id())
        .contains("to operator at 127.0.0.1")
        .doesNotContain("Annie");
  }

  @Test
  void showsOfARequestThatNobodyCanReadItsShapeAlone() throws Exception {
    post("type=update&type=delete&profile=9&fields%5Bmail%5D=ann%40example.org");
    String path = "/dead-letters/unreadable";
    await().atMost(SOON).until(() -> json(receiver.get(path)).path("letters").size() > 0);
    String id = json(receiver.get(path)).path("letters").get(0).path("id").asText();

    HttpResponse<String> masked = receiver.get(path + "/" + id);
    assertThat(masked.body()).doesNotContain("ann%40", "hooks.example.org");
    JsonNode request = json(masked).path("request");
    assertThat(request.path("method").asText()).isEqualTo("POST");
    assertThat(request.path("headers")).anyMatch(h -> h.path("name").asText().equals("signature"));
    assertThat(request.path("body").isNull()).isTrue();
    assertThat(json(masked).path("size").asInt()).isPositive();

    JsonNode whole = json(receiver.get(path + "/" + id + "?personal=true")).path("request");
    assertThat(whole.path("body").asText()).contains("ann%40example.org");
    assertThat(whole.path("bodyBase64").isNull()).isTrue();
  }

  @Test
  void retriesOneOnceWhatRefusedItIsMended() throws Exception {
    Parked parked = park();
    crm.execute("alter table profiles drop constraint short_names");
    try {
      JsonNode moved =
          json(
              receiver.post(
                  "/dead-letters/crm-sync/retry", "{\"ids\":[\"%s\"]}".formatted(parked.id())));

      assertThat(moved.path("moved").asInt()).isEqualTo(1);
      await().atMost(SOON).until(() -> rows(parked.profile()) == 1);
      assertThat(receiver.get(parked.path()).statusCode()).isEqualTo(404);
    } finally {
      crm.execute("delete from profiles");
      crm.execute("alter table profiles add constraint short_names check (length(name) < 5)");
    }
  }

  private static int rows(long profile) {
    Integer rows =
        crm.queryForObject("select count(*) from profiles where id = ?", Integer.class, profile);
    return rows == null ? 0 : rows;
  }

  @Test
  void discardsWhatAFilterSaysWithANote() throws Exception {
    Parked parked = park();
    Parked other = park();
    String path = "/dead-letters/crm-sync/discard";
    String filter =
        "\"filter\":{\"event\":\"%s\"}".formatted(parked.letter().path("event").asText());

    assertThat(receiver.post(path, "{" + filter + "}").statusCode()).isEqualTo(400);
    JsonNode moved = json(receiver.post(path, "{" + filter + ",\"note\":\"a test of ours\"}"));

    assertThat(moved.path("moved").asInt()).isEqualTo(1);
    assertThat(receiver.get(parked.path()).statusCode()).isEqualTo(404);
    assertThat(receiver.get(other.path()).statusCode()).isEqualTo(200);
  }

  private static final List<String> UNCLEAR =
      List.of(
          "{}",
          "{'filter':{}}",
          "{'filter':{'reason':''}}",
          "{'filter':{'reson':'x'}}",
          "{'filter':{'since':'yesterday'}}",
          "{'ids':[]}",
          "{'ids':[7]}",
          "{'all':false}",
          "{'all':'true'}",
          "{'all':true,'ids':['x']}",
          "{'all':true,'filters':{}}",
          "{'all':true} trailing",
          "[]",
          "");

  @Test
  void movesNothingWhereItIsNotClearWhat() throws Exception {
    Parked parked = park();

    for (String order : UNCLEAR) {
      for (String act : List.of("retry", "discard")) {
        String path = "/dead-letters/crm-sync/" + act;
        HttpResponse<String> answer = receiver.post(path, order.replace('\'', '"'));
        assertThat(answer.statusCode()).as(order).isEqualTo(400);
      }
    }

    assertThat(receiver.get(parked.path()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnOrderThatIsTooLong() {
    String order = "{\"ids\":[\"" + "x".repeat(300_000) + "\"]}";
    assertThat(receiver.post("/dead-letters/crm-sync/retry", order).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesAQueryThatItDoesNotUnderstand() throws Exception {
    park();
    for (String query :
        List.of(
            "reson=x",
            "limit=0",
            "limit=1001",
            "limit=x",
            "order=up",
            "since=x",
            "limit=1&limit=2")) {
      HttpResponse<String> answer = receiver.get("/dead-letters/crm-sync?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void narrowsAListAndTurnsItsPages() throws Exception {
    park();
    Parked last = park();
    String path = "/dead-letters/crm-sync?action=update&limit=1";

    JsonNode first = json(receiver.get(path));
    assertThat(first.path("letters").get(0).path("id").asText()).isEqualTo(last.id());
    JsonNode second = json(receiver.get(path + "&after=" + first.path("next").asText()));
    assertThat(second.path("letters")).hasSize(1);
    assertThat(second.path("letters").get(0).path("id").asText()).isNotEqualTo(last.id());
    assertThat(json(receiver.get("/dead-letters/crm-sync?action=delete")).path("letters"))
        .isEmpty();
    assertThat(
            json(receiver.get("/dead-letters/crm-sync?until=2020-01-01T00:00:00Z")).path("letters"))
        .isEmpty();
  }

  @Test
  void namesTheNearestWhereANameIsMisspelt() throws Exception {
    park();
    HttpResponse<String> answer = receiver.get("/dead-letters/crm-synk");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("detail").asText()).contains("crm-sync");
  }

  /** The description is walked: what it says is there, and all that is there it says. */
  @Test
  void isAsItsDescriptionSays() throws Exception {
    Parked parked = park();
    Parked spare = park();
    JsonNode description = json(receiver.get("/openapi.json"));
    assertThat(description.at("/servers/0/url").asText()).isEqualTo("/");
    List<String> operations = new ArrayList<>();
    for (var path : description.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (!method.getKey().equals("parameters")) {
          String name = method.getKey().toUpperCase(Locale.ROOT);
          operations.add(name + " " + path.getKey());
          Parked used = path.getKey().endsWith("discard") ? spare : parked;
          requireAsDescribed(description, name, path.getKey(), method.getValue(), used);
        }
      }
    }
    assertThat(new TreeSet<>(operations))
        .isEqualTo(
            new TreeSet<>(
                Route.names(new DeadLettersApi(receiver.bean(DeadLetters.class)).routes())));
  }

  private static void requireAsDescribed(
      JsonNode description, String method, String template, JsonNode operation, Parked parked)
      throws Exception {
    String path = template.replace("{name}", "crm-sync").replace("{id}", parked.id());
    String order = "{\"ids\":[\"" + parked.id() + "\"],\"note\":\"as described\"}";
    HttpResponse<String> good =
        method.equals("GET") ? receiver.get(path) : receiver.post(path, order);
    requireValid(description, operation, good, 200);
    requireValid(description, operation, receiver.anonymously(method, path), 401);
    requireValid(description, operation, receiver.send(otherMethod(path)), 405);
    if (template.contains("{name}")) {
      String nowhere = template.replace("{name}", "nowhere").replace("{id}", "x");
      requireValid(
          description,
          operation,
          method.equals("GET") ? receiver.get(nowhere) : receiver.post(nowhere, order),
          404);
      requireValid(
          description,
          operation,
          method.equals("GET") ? receiver.get(path + "?oops=1") : receiver.post(path, "{}"),
          400);
    }
  }

  private static HttpRequest.Builder otherMethod(String path) {
    return receiver
        .request(path)
        .header("Authorization", Credentials.header("operator", receiver.password()))
        .DELETE();
  }

  private static void requireValid(
      JsonNode description, JsonNode operation, HttpResponse<String> answer, int status)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode responses = operation.path("responses");
    JsonNode response = responses.path(responses.has("" + status) ? "" + status : "default");
    if (response.has("$ref")) {
      response = description.at(response.path("$ref").asText().substring(1));
    }
    var content = response.path("content").properties().iterator().next();
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith(content.getKey());
    var schema = JSON.createObjectNode();
    schema.setAll((ObjectNode) content.getValue().path("schema"));
    schema.set("components", description.path("components"));
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    assertThat(registry.getSchema(schema.toString()).validate(answer.body(), InputFormat.JSON))
        .as(answer.body())
        .isEmpty();
  }

  private int dead(String... words) {
    List<String> args = new ArrayList<>(List.of("dead"));
    args.addAll(List.of(words));
    if (Arrays.stream(words).noneMatch(word -> word.contains("password-file"))) {
      args.add("--copernica.operator.password-file=" + receiver.passwordFile());
    }
    args.add("--management.server.port=" + receiver.admin());
    out.reset();
    err.reset();
    return DeadCommand.run(args.toArray(String[]::new), print(out), print(err), AMSTERDAM);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theCommandListsInTheZoneOfWhoReads() throws Exception {
    Parked parked = park();

    assertThat(dead("list")).as(complained()).isZero();
    assertThat(said()).contains("NAME", "LETTERS", "crm-sync");
    assertThat(dead("list", "crm-sync", "--since", "2020-01-01")).isZero();
    assertThat(said().lines().filter(line -> line.startsWith(parked.id())))
        .singleElement()
        .asString()
        .matches(".*\\+0[12]:00 .*")
        .contains("update profile " + parked.profile());
    assertThat(dead("list", "crm-sync", "--format=json")).isZero();
    assertThat(JSON.readTree(said()).path("letters")).isNotEmpty();
  }

  @Test
  void theCommandShowsMaskedUnlessAsked() throws Exception {
    Parked parked = park();

    assertThat(dead("show", "crm-sync", parked.id())).isZero();
    assertThat(said()).contains("•••", "--personal").doesNotContain("Annie");
    assertThat(dead("show", "crm-sync", parked.id(), "--personal")).isZero();
    assertThat(said()).contains("Annie");
  }

  @Test
  void theCommandRetriesAndDiscards() throws Exception {
    Parked parked = park();

    assertThat(dead("retry", "crm-sync", parked.id())).isZero();
    assertThat(said()).startsWith("1 letter retried. What fails again is parked again");
    await().atMost(SOON).until(() -> again(parked) == 1);
    assertThat(dead("discard", "crm-sync", "--event=" + event(parked), "--note=a test")).isZero();
    assertThat(said()).startsWith("1 letter discarded.");
    assertThat(again(parked)).isZero();
  }

  private static String event(Parked parked) {
    return parked.letter().path("event").asText();
  }

  private static int again(Parked parked) throws Exception {
    return json(receiver.get("/dead-letters/crm-sync?event=" + event(parked)))
        .path("letters")
        .size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lits",
        "retry",
        "retry crm-sync",
        "retry crm-sync x --all",
        "retry crm-sync --all --reason=x",
        "discard crm-sync --all",
        "retry crm-sync --raeson=x",
        "list crm-sync --since=yesterday",
        "list crm-sync --limit",
        "list --format=xml",
        "show crm-sync"
      })
  void theCommandSaysWhatItDoesNotUnderstand(String words) {
    assertThat(dead(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
    assertThat(complained()).isNotBlank();
    assertThat(said()).isEmpty();
  }

  @Test
  void theCommandNamesTheNearestName() throws Exception {
    park();
    assertThat(dead("list", "crm-synk")).isEqualTo(1);
    assertThat(complained()).contains("crm-sync");
  }

  @Test
  void theCommandSaysWhenThePasswordIsNotThereOrIsAnother() throws Exception {
    assertThat(dead("list", "--copernica.operator.password-file=" + folder.resolve("none")))
        .isEqualTo(1);
    assertThat(complained()).contains("none is not there", "--copernica.operator.password-file");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(dead("list", "--copernica.operator.password-file=" + empty)).isEqualTo(1);
    assertThat(complained()).contains("cannot be read", "user who runs the receiver");
    assertThat(dead("list", "--copernica.operator.password=wrong wrong wrong")).isEqualTo(1);
    assertThat(complained()).contains("not the credentials");
  }

  @Test
  void theCommandSaysThatNoReceiverRunsAndThatNothingIsLost() {
    assertThat(dead("list", "--url=http://127.0.0.1:1")).isEqualTo(1);
    assertThat(complained())
        .contains("No receiver answers at http://127.0.0.1:1", "Dead letters are safe");
  }
}
