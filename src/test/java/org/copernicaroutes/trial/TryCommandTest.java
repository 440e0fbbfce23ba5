package org.copernicaroutes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.copernicaroutes.support.CommandRun;
import org.copernicaroutes.support.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, beside a real database, mail server and target. */
class TryCommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8G";

  private static final String ROUTER =
      """
      - route:
          id: router
          description: for a test
          from:
            uri: direct:router
            steps:
              - filter:
                  simple: "${body.database} == 99"
                  steps:
                    - log: "never said"
              - choice:
                  when:
                    - simple: "${body.action} == 'delete'"
                      steps:
                        - to:
                            uri: destination:nobody
                    - simple: "${body.action} == 'create'"
                      steps:
                        - log: "created ${body.profile} ${bean:clock?method=millis}${camelContext.name}"
                        - to:
                            uri: destination:everything
                  otherwise:
                    steps:
                      - log: "unwanted ${body.action}"
      """;

  private static final String EVERYTHING =
      """
      - route:
          id: everything
          description: for a test
          from:
            uri: destination:everything
            steps:
              - to:
                  uri: kamelet:crm-sync-sink
                  parameters:
                    table: people
                    key: id
                    columns: "name=name, age=age, since=@modified, news=interest:news, note=note"
              - to:
                  uri: "sql:insert into audit values (:#${body.id}, :#${body.fields[name]}, 'what')"
                  parameters:
                    dataSource: "#dataSource"
              - to:
                  uri: kamelet:email-alert-sink
                  parameters:
                    to: crm@example.com
                    from: alerts@example.com
                    subject: "Profile ${body.profile}"
              - to:
                  uri: kamelet:http-forward-sink
                  parameters:
                    url: "http://127.0.0.1:{{test.http}}/hook?api_key=k1"
                    secret: "{{forward.secret}}"
              - setHeader:
                  name: Authorization
                  simple: "Bearer {{test.token}}"
              - to:
                  uri: "http:127.0.0.1:{{test.http}}/plain"
              - to:
                  uri: "smtp:127.0.0.1:{{test.smtp}}"
                  parameters:
                    to: crm@example.com
                    password: "{{test.token}}"
              - to:
                  uri: "file:{{test.files}}"
              - bean:
                  ref: clock
                  method: millis
      """;

  @TempDir static Path folder;

  private static Postgres database;
  private static GreenMail mail;
  private static HttpServer target;
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private Path routes;

  private static List<JsonNode> steps(CommandRun outcome) throws IOException {
    JsonNode tried = new ObjectMapper().readTree(outcome.out()).get("tried");
    assertThat(tried).hasSize(1);
    return StreamSupport.stream(tried.get(0).get("steps").spliterator(), false).toList();
  }

  @BeforeAll
  static void open() throws IOException {
    database = new Postgres(folder.resolve("postgres"));
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext("/", exchange -> REQUESTS.incrementAndGet());
    target.start();
  }

  @AfterAll
  static void close() {
    target.stop(0);
    mail.stop();
    database.close();
  }

  @BeforeEach
  void tables() throws IOException {
    database.execute("drop schema public cascade; create schema public");
    database.execute(
        "create table people (id bigint primary key, name varchar(20), age int, since timestamp,"
            + " news boolean, note text)");
    database.execute("create table audit (event text, name text, what text)");
    database.execute("insert into people (id, name) values (1, 'Bob')");
    routes = Files.createTempDirectory(folder, "routes");
    Files.writeString(routes.resolve("router.camel.yaml"), ROUTER);
    Files.writeString(routes.resolve("everything.camel.yaml"), EVERYTHING);
  }

  private CommandRun run(String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("try"));
    all.addAll(List.of(args));
    all.addAll(settings());
    return CommandRun.ofClasses(LIMIT, all.toArray(String[]::new));
  }

  private List<String> settings() {
    return List.of(
        "--routes=" + routes,
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.mail.host=127.0.0.1",
        "--spring.mail.port=" + mail.getSmtp().getPort(),
        "--copernica.broker.directory=" + folder.resolve("broker"),
        "--forward.secret=" + SECRET,
        "--test.http=" + target.getAddress().getPort(),
        "--test.smtp=" + mail.getSmtp().getPort(),
        "--test.token=t0ken-of-mine",
        "--test.files=" + folder.resolve("files"));
  }

  private void write(String id, String from, String steps) throws IOException {
    String route =
        """
        - route:
            id: %s
            description: for a test
            from:
              uri: %s
              steps:
        """;
    Files.writeString(
        routes.resolve(id + ".camel.yaml"), route.formatted(id, from) + steps.indent(8));
  }

  private Path event(String form) throws IOException {
    return Files.writeString(folder.resolve("event.txt"), form, StandardCharsets.UTF_8);
  }

  private Path created() throws IOException {
    return event(
        "type=create&profile=4711&database=7&fields[name]=Ann&fields[age]=041"
            + "&interests[news]=1&modified=2025-03-14 15:09:26\n");
  }

  private static void assertNothingHappened() {
    assertThat(database.column("select id || name from people")).containsExactly("1Bob");
    assertThat(database.count("audit")).isZero();
    assertThat(
            database.column(
                "select table_name from information_schema.tables where table_schema = 'public'"))
        .containsExactlyInAnyOrder("people", "audit");
    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(REQUESTS).hasValue(0);
    assertThat(folder.resolve("files")).doesNotExist();
    assertThat(folder.resolve("broker")).doesNotExist();
  }

  private static JsonNode one(List<JsonNode> steps, String kind, int index) {
    return steps.stream().filter(s -> s.get("step").asText().equals(kind)).toList().get(index);
  }

  @Test
  void everyStepIsToldInOrderAndNothingLeaves() throws Exception {
    CommandRun outcome = run("--event", created().toString(), "--format=json");

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertNothingHappened();
    List<JsonNode> steps = steps(outcome);
    assertThat(steps.stream().map(s -> s.get("step").asText()))
        .containsExactly(
            "filter", "when", "when", "call", "call", "log", "send", "row", "sql", "mail",
            "request", "request", "message", "message", "call");
    assertConditions(steps);
    assertKeysAsDocumented(steps);
    assertRow(one(steps, "row", 0));
    assertThat(one(steps, "sql", 0).get("query").asText())
        .isEqualTo("insert into audit values (?, ?, 'what')");
    assertThat(one(steps, "sql", 0).get("values")).hasSize(2);
    assertThat(one(steps, "sql", 0).at("/values/1").asText()).isEqualTo("Ann");
    assertThat(one(steps, "mail", 0).at("/headers/Subject").asText()).isEqualTo("Profile 4711");
    assertThat(one(steps, "mail", 0).get("text").asText()).contains("Ann");
    assertRequests(steps);
    assertThat(one(steps, "message", 0).get("uri").asText()).startsWith("smtp:");
    assertThat(one(steps, "message", 1).get("uri").asText()).startsWith("file:");
    assertThat(outcome.out()).doesNotContain("t0ken-of-mine").doesNotContain(SECRET.substring(6));
  }

  private void assertConditions(List<JsonNode> steps) {
    String file = routes.resolve("router.camel.yaml").toString();
    JsonNode filter = one(steps, "filter", 0);
    assertThat(filter.get("holds").asBoolean()).isFalse();
    assertThat(filter.get("line").asInt()).isEqualTo(8);
    JsonNode when = one(steps, "when", 1);
    assertThat(when.get("number").asInt()).isEqualTo(2);
    assertThat(when.get("holds").asBoolean()).isTrue();
    assertThat(when.get("file").asText()).isEqualTo(file);
    assertThat(when.get("line").asInt()).isEqualTo(17);
    assertThat(one(steps, "log", 0).get("message").asText()).startsWith("created 4711");
    assertThat(one(steps, "send", 0).get("destination").asText()).isEqualTo("everything");
  }

  private static void assertKeysAsDocumented(List<JsonNode> steps) throws IOException {
    Map<String, List<String>> documented = documentedKeys();
    for (JsonNode step : steps) {
      String kind = step.get("step").asText();
      List<String> keys = new ArrayList<>(documented.get("step"));
      keys.addAll(documented.get(kind));
      if (kind.equals("filter")) {
        keys.remove("number");
      }
      assertThat(step.fieldNames()).as(kind).toIterable().containsExactlyElementsOf(keys);
    }
  }

  /** By the kind of step; below {@code step} those that each has. */
  private static Map<String, List<String>> documentedKeys() throws IOException {
    Map<String, List<String>> keys = new HashMap<>();
    try (Stream<String> lines = Files.lines(Path.of("docs", "trying.md"))) {
      lines
          .filter(line -> line.startsWith("| `") && !line.contains("--"))
          .map(line -> line.replaceAll("\\([^)]*\\)", "").split("\\|"))
          .forEach(cells -> words(cells[1]).forEach(kind -> keys.put(kind, words(cells[2]))));
    }
    keys.put("step", List.of("step", "route", "file", "line"));
    return keys;
  }

  private static List<String> words(String cell) {
    return Pattern.compile("`(\\w+)`").matcher(cell).results().map(r -> r.group(1)).toList();
  }

  private static void assertRow(JsonNode row) {
    assertThat(row.get("change").asText()).isEqualTo("upsert");
    assertThat(row.get("table").asText()).isEqualTo("public.people");
    assertThat(row.get("unconverted").isNull()).isTrue();
    assertThat(row.at("/key/0/value").asLong()).isEqualTo(4711);
    assertThat(row.at("/columns/1/column").asText()).isEqualTo("age");
    assertThat(row.at("/columns/1/value").isNumber()).isTrue();
    assertThat(row.at("/columns/1/value").asInt()).isEqualTo(41);
    assertThat(row.at("/columns/1/from").asText()).isEqualTo("field age");
    assertThat(row.at("/untouched/0/column").asText()).isEqualTo("note");
  }

  private static void assertRequests(List<JsonNode> steps) {
    JsonNode signed = one(steps, "request", 0);
    assertThat(signed.get("method").asText()).isEqualTo("POST");
    assertThat(signed.get("url").asText()).endsWith("/hook?api_key=***");
    assertThat(signed.at("/headers/Content-Type").asText()).startsWith("application/json");
    assertThat(signed.at("/headers/webhook-signature").asText()).startsWith("v1,");
    assertThat(signed.get("body").asText()).contains("\"profile\":4711");
    JsonNode plain = one(steps, "request", 1);
    assertThat(plain.get("url").asText()).endsWith("/plain");
    assertThat(plain.at("/headers/Authorization").asText()).isEqualTo("***");
  }

  @Test
  void aRouteThatFailsSaysWhereAndWhatBecomesOfTheEvent() throws Exception {
    Path event = event("type=create&profile=4711&fields[age]=old&interests[news]=1");

    CommandRun outcome = run("--event", event.toString());

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("    17  when 2 holds: ${body.action} == 'create'")
        .contains("     7  FAILED, poison: Column `age` of public.people is int4 and cannot take")
        .contains("The event is parked in copernica.dead.everything, and the next ones go on.")
        .doesNotContain("insert into audit");
    assertNothingHappened();
  }

  @Test
  void eachExampleHasALineAndADestinationWithoutAFileWaits() throws Exception {
    database.execute("drop table people");

    CommandRun outcome = run();

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .hasSize(30)
        .contains(
            "create-profile          everything, upsert people, insert by sql, mail, POST"
                + " http://127.0.0.1:%1$d/hook, POST http://127.0.0.1:%1$d/plain, smtp:, file:"
                    .formatted(target.getAddress().getPort()),
            "update-profile          nobody wants it",
            "delete-profile          nobody (waits: no file takes from it)");
    database.execute("create table people (id bigint, name text)");
    database.execute("insert into people values (1, 'Bob')");
    assertNothingHappened();
  }

  @Test
  void everyExampleGoesThroughTheSamplesAsTheDocumentShows() throws Exception {
    database.execute("create table profiles (id bigint primary key, name text, email text)");
    routes = Path.of("routes");
    String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/copernica";

    CommandRun outcome =
        run(
            "--alert.collection=3",
            "--forward.enabled=true",
            "--forward.url=" + url,
            "--crm.columns=name=name, email=mail");

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(30).noneMatch(line -> line.contains("FAILS"));
    String shown =
        outcome
            .out()
            .replace(url, "http://localhost:9000/copernica")
            .replace("public.profiles", "profiles");
    assertThat(Files.readString(Path.of("docs", "trying.md")))
        .contains(shown.lines().limit(7).collect(Collectors.joining("\n")) + "\n…");
    assertThat(database.count("profiles")).isZero();
    database.execute("drop table profiles");
    assertNothingHappened();
  }

  @Test
  void whatHasNoEndIsSaidToFail() throws Exception {
    Files.delete(routes.resolve("everything.camel.yaml"));
    write(
        "router",
        "direct:router",
        """
        - choice:
            when:
              - simple: "${body.action} == 'create'"
                steps:
                  - to: destination:queue
              - simple: "${body.action} == 'update'"
                steps:
                  - to: direct:straight
              - simple: "${body.action} == 'delete'"
                steps:
                  - to: destination:loop
        """);
    write("queue", "destination:queue", "- to: destination:queue\n- to: destination:queue\n");
    write("straight", "direct:straight", "- to: direct:straight\n");
    write(
        "loop",
        "destination:loop",
        """
        - loop:
            doWhile: true
            simple: "true"
            steps:
              - doTry:
                  steps:
                    - setHeader:
                        name: x
                        constant: y
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - log: caught
        """);

    CommandRun outcome = run();

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(1);
    assertThat(outcome.out().lines())
        .contains(
            "create-profile          queue, FAILS in queue: endless",
            "update-profile          FAILS in router: endless",
            "delete-profile          loop, FAILS in loop: endless",
            "open-profile            nobody wants it");
  }

  @Test
  void aFileThatIsWrongIsNotTried() throws Exception {
    Files.writeString(
        routes.resolve("router.camel.yaml"), ROUTER.replace("${body.profile}", "${body.porfile}"));

    CommandRun outcome = run("--example", "create-profile");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .isEqualTo(
            routes.resolve("router.camel.yaml")
                + ":19 an event has no `porfile`; did you mean `profile`?\n");
  }
}
