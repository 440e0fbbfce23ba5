package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At a door of the test's own, which writes into the CRM by itself and answers as it pleases. */
class PlayerTest {

  private static final LocalDateTime CREATED = LocalDateTime.of(2025, 3, 4, 5, 6, 7);
  private static final CrmTable TABLE = new CrmTable("members", "id");
  private static final String STORED = "{\"id\":\"3f9a1c5577aa0011\"}";

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final LoggerContext logs = new LoggerContext();
  private final RefusalLog refusals = RefusalLog.attach(logs);
  private final CrmAddress database =
      new CrmAddress("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final Crm crm = Crm.open(database, TABLE);
  private HttpServer door;
  private Function<HttpExchange, Integer> status;

  @BeforeEach
  void openTheDoor() throws IOException {
    door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/", this::answer);
    door.start();
  }

  @AfterEach
  void closeTheDoor() throws SQLException {
    door.stop(0);
    refusals.close();
    crm.close();
  }

  @Test
  void tellsTheAnswerAndTheRowAsItStandsInTheTable() throws Exception {
    status = exchange -> insertJohanna();

    player().play(example(Set.of(Onlooker.Name.CRM)));

    assertThat(told())
        .contains("1. Copernica says: profile 123 was created: Johanna")
        .contains("door  -> 200, on disk as event 3f9a1c5577aa")
        .contains("crm   -> table members now has: id=123 | name=Johanna | ");
  }

  @Test
  void tellsWhyTheDoorRefusedAnExampleAndDoesNotWaitForWhatCannotCome() throws Exception {
    status = exchange -> refuse();

    player().play(example(Set.of(Onlooker.Name.CRM)));

    assertThat(told()).contains("log   -> request.refused").doesNotContain("nothing yet");
  }

  @Test
  void saysSoWhenNothingComesOut() throws Exception {
    status = exchange -> 200;

    player().play(example(Set.of(Onlooker.Name.CRM)));

    assertThat(told())
        .contains("crm   -> nothing yet", "`dead list` shows what is parked")
        .doesNotContain("now has");
  }

  @Test
  void tellsTheForgersDullAnswerAndTheReasonFromTheLog() throws Exception {
    status = exchange -> refuse();

    player().play(Forgery.UNSIGNED, Examples.forgersWish(CREATED));

    assertThat(told())
        .contains("A forger leaves the signature out.")
        .contains("door  -> 401 {\"status\":401}")
        .contains("log   -> request.refused no Signature header")
        .contains("out   -> nothing came out");
  }

  @Test
  void doesNotClaimThatNothingCameOutWhenARowAppeared() throws Exception {
    status = exchange -> insertMallory();

    player().play(Forgery.UNSIGNED, Examples.forgersWish(CREATED));

    assertThat(told()).contains("name=Mallory").doesNotContain("nothing came out");
  }

  @Test
  void repeatsACallBitForBit() throws Exception {
    Act act = example(Set.of());
    status = exchange -> 200;
    Player.Played played = player().play(act);
    status = exchange -> isTheSame(exchange, played.call()) ? 200 : 500;

    player().replay(1, played);

    assertThat(told())
        .contains("that is the answer to act 1, word for word")
        .contains("nothing came out a second time");
  }

  private Player player() {
    URI address = URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/");
    Copernica copernica =
        new Copernica(Copernicas.KEY, 1234, address, Clock.systemUTC(), new SecureRandom());
    Narrator narrator = new Narrator(console);
    Audience audience = new Audience(List.of(crm), narrator);
    return new Player(
        copernica,
        ZoneOffset.UTC,
        new Door(address),
        new Player.Watchers(audience, refusals, narrator),
        settings());
  }

  private static DemoSettings settings() {
    return new DemoSettings(
        Path.of("unused"),
        Copernicas.KEY.name(),
        Duration.ZERO,
        0,
        Duration.ofMillis(200),
        Duration.ZERO,
        "whsec_",
        new DemoSettings.Ports(0, 0, 0, 0),
        TABLE);
  }

  private static Act example(Set<Onlooker.Name> expected) {
    Act first = Examples.all(CREATED).get(0);
    return new Act(first.says(), first.profile(), first.said(), first.times(), expected);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int code = status.apply(exchange);
      String body = code == 200 ? STORED : "{\"status\":" + code + "}";
      exchange.sendResponseHeaders(code, body.length());
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private int insertJohanna() {
    return insert("insert into members (id, name) values (123, 'Johanna')", 200);
  }

  private int insertMallory() {
    return insert("insert into members (id, name) values (666, 'Mallory')", 401);
  }

  private int insert(String sql, int code) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return code;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int refuse() {
    logs.getLogger("org.copernicaroutes.signature").warn("request.refused no Signature header");
    return 401;
  }

  private static boolean isTheSame(HttpExchange exchange, Call call) {
    return call.headers().entrySet().stream()
            .allMatch(h -> h.getValue().equals(exchange.getRequestHeaders().getFirst(h.getKey())))
        && call.body().equals(body(exchange));
  }

  private static String body(HttpExchange exchange) {
    try {
      return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String told() {
    return console.toString(StandardCharsets.UTF_8);
  }
}
