package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every database promises; one subclass per database. */
abstract class CrmContract {

  static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  static final LocalDateTime NOON = LocalDateTime.parse("2025-06-01T12:00:00");
  static final OffsetDateTime SIGNED = OffsetDateTime.parse("2025-06-01T10:00:05Z");
  static final CrmTarget CONTACTS = target("contacts", "name=name, mail=mail");

  final MeterRegistry meters = new SimpleMeterRegistry();
  HikariDataSource pool;
  JdbcTemplate jdbc;
  TransactionTemplate transaction;
  CrmWriter writer;

  /** An empty database. */
  abstract String url();

  @BeforeEach
  void open() {
    connect(url());
    execute(
        "create table contacts (id bigint, name varchar(20) default 'nobody', mail varchar(50))");
  }

  final void connect(String url) {
    pool = CrmPool.to(url);
    var lazy = CrmConfiguration.lazy(pool, "spring.datasource");
    jdbc = new JdbcTemplate(lazy);
    transaction = new TransactionTemplate(new JdbcTransactionManager(lazy));
    writer = writer(true);
  }

  /** Standard SQL, as this database speaks it. */
  String spoken(String standard) {
    return standard;
  }

  final void execute(String standard) {
    jdbc.execute(spoken(standard));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  CrmWriter writer(boolean migrate) {
    var settings = CrmPool.settings(migrate);
    var database =
        CrmDatabase.of(
            "default", pool.getJdbcUrl(), jdbc.getDataSource(), settings, Clock.systemUTC());
    return new CrmWriter(database, new RowChanges(new Conversion(ZONE)), meters);
  }

  // ---- upsert

  @Test
  void insertsTheRowThatIsNotThere() {
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann", "mail", "a@example.org")));
    assertThat(contacts()).containsExactly("7 Ann a@example.org");
  }

  @Test
  void updatesTheRowThatIsThereThoughTheKeyIsNotUnique() {
    execute("insert into contacts values (7, 'Old', 'old@example.org')");
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann", "mail", "a@example.org")));
    assertThat(contacts()).containsExactly("7 Ann a@example.org");
  }

  @Test
  void leavesAColumnAloneThatTheEventDoesNotSpeakOf() {
    execute("insert into contacts values (7, 'Old', 'old@example.org')");
    writer.write(CONTACTS, update(7, 1, Map.of("mail", "a@example.org")));
    assertThat(contacts()).containsExactly("7 Old a@example.org");
  }

  @Test
  void givesANewRowTheDefaultOfAColumnThatTheEventDoesNotSpeakOf() {
    writer.write(CONTACTS, update(7, 1, Map.of()));
    assertThat(contacts()).containsExactly("7 nobody null");
  }

  @Test
  void keysASubprofileByItsOwnIdAndKnowsItsOwner() {
    execute("create table orders (nr int, owner_id bigint, brand varchar(10))");
    CrmTarget orders = Targets.parse("orders", "nr", "owner_id=@profile, brand='acme'", "delete");
    writer.write(
        orders, event(Action.CREATE, Subject.SUBPROFILE, 1).profile(7L).subprofile(70L).build());
    assertThat(jdbc.queryForMap("select * from orders")).containsValues(70, 7L, "acme").hasSize(3);
  }

  @Test
  void keepsAProfileAndASubprofileOfTheSameIdApart() {
    writer.write(CONTACTS, update(7, 5, Map.of("name", "Ann")));
    writer.write(
        CONTACTS,
        event(Action.UPDATE, Subject.SUBPROFILE, 1)
            .subprofile(7L)
            .fields(Map.of("name", "Sub"))
            .build());
    assertThat(contacts()).containsExactly("7 Sub null");
  }

  @Test
  void writesInterestsOnlyWhereTheyWereSent() {
    execute("create table likes (id bigint, news boolean, tea int, word varchar(5))");
    CrmTarget likes = target("likes", "news=interest:news, tea=interest:tea, word=interest:news");
    writer.write(likes, event(1).profile(7L).interests(Map.of("news", true)).build());
    writer.write(likes, update(7, 2, Map.of()));
    assertThat(jdbc.queryForMap("select news, tea, word from likes"))
        .containsValues(true, 0, "true");
  }

  // ---- keys of several columns

  @Test
  void accountsShareATableAndTheirProfilesOfOneIdAreTwoRows() {
    execute("create table shared (account int, nr bigint, name varchar(20))");
    CrmTarget shared = Targets.parse("shared", "account, nr", "account=@account, name=name", "");
    writer.write(shared, inAccount(1, 7, 5, Map.of("name", "Ann")));
    writer.write(shared, inAccount(2, 7, 1, Map.of("name", "Bea")));
    writer.write(shared, inAccount(2, 7, 2, Map.of("name", "Bee")));
    writer.write(shared, inAccount(1, 7, 4, Map.of("name", "Late")));
    assertThat(shared()).containsExactly("1 7 Ann", "2 7 Bee");
    writer.write(shared, deleteInAccount(1, 7, 6));
    writer.write(shared, inAccount(1, 7, 5, Map.of("name", "Late")));
    assertThat(shared()).containsExactly("2 7 Bee");
  }

  @Test
  void rowsOfAccountsThatShareATableGoTogether() {
    execute("create table shared (account int, nr bigint, name varchar(20))");
    CrmTarget shared = Targets.parse("shared", "nr, account", "account=@account, name=name", "");
    transaction.executeWithoutResult(
        status -> {
          for (long id = 1; id <= 3; id++) {
            writer.writeWithOthers(shared, inAccount(1, id, 5, Map.of("name", "Ann")));
            writer.writeWithOthers(shared, inAccount(2, id, 5, Map.of("name", "Bea")));
          }
          writer.writeWithOthers(shared, deleteInAccount(1, 2, 6));
        });
    assertThat(shared()).containsExactly("1 1 Ann", "1 3 Ann", "2 1 Bea", "2 2 Bea", "2 3 Bea");
  }

  @Test
  void aFixedTextMayBePartOfTheKey() {
    execute("create table shared (account varchar(9), nr bigint, name varchar(20), gone boolean)");
    execute("insert into shared values ('other', 7, 'Other', false)");
    CrmTarget acme =
        Targets.parse("shared", "Account, nr", "account='acme', name=name", "flag:gone");
    writer.write(acme, update(7, 1, Map.of("name", "Ann")));
    writer.write(acme, delete(7, 2));
    assertThat(shared()).containsExactly("acme 7 Ann", "other 7 Other");
    assertThat(jdbc.queryForList("select account from shared where gone", String.class))
        .containsExactly("acme");
  }

  @Test
  void parksAnEventThatDoesNotSayAPartOfItsKey() {
    execute("create table shared (account int, nr bigint, name varchar(20))");
    CrmTarget shared = Targets.parse("shared", "account, nr", "account=@database", "");
    thrownBy(writer, shared, delete(7, 1))
        .hasMessageMatching(
            "(?i)Column `account` of .* is part of the key.*event's database.*\\?database=.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
  }

  private static Event inAccount(
      long account, long profile, int second, Map<String, String> fields) {
    return inAccount(account, Action.UPDATE, second).profile(profile).fields(fields).build();
  }

  private static Event deleteInAccount(long account, long profile, int second) {
    return inAccount(account, Action.DELETE, second).profile(profile).build();
  }

  private static Event.Builder inAccount(long account, Action action, int second) {
    return Event.of(action, Subject.PROFILE, Origin.WEBHOOK, "e", account, SIGNED, SIGNED)
        .modified(NOON.plusSeconds(second))
        .timestamp(NOON.plusSeconds(second));
  }

  private List<String> shared() {
    return jdbc.query(
        "select account, nr, name from shared order by account, nr",
        (row, n) -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3));
  }

  // ---- columns that the database fills

  @Test
  void leavesColumnsAloneThatTheDatabaseFills() {
    execute(
        "create table numbered (nr int generated always as identity primary key, id bigint unique,"
            + " name varchar(20), loud varchar(40) generated always as (upper(name)) stored,"
            + " state varchar(9) default 'new' not null)");
    CrmTarget numbered = target("numbered", "name=name");
    writer.write(numbered, update(7, 1, Map.of("name", "Ann")));
    writer.write(numbered, update(7, 2, Map.of("name", "Bea")));
    assertThat(jdbc.queryForMap("select nr, id, loud, state from numbered"))
        .containsValues(1, 7L, "BEA", "new");
  }

  @Test
  void refusesToFillAColumnThatTheDatabaseComputes() {
    execute("alter table contacts add loud varchar(40) generated always as (upper(name)) stored");
    thrownBy(writer, target("contacts", "mail=mail, loud=name"), update(7, 1, Map.of()))
        .hasMessageMatching("(?i).*`loud` .*takes no value.*Leave it out.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void listsTheColumnsThatNobodyFillsThoughTheyTakeNoNull() {
    execute(
        "create table strict (id bigint, name varchar(20), a int not null, c varchar(5) not null,"
            + " e int default 5 not null)");
    CrmTarget some = target("strict", "name=name");
    thrownBy(writer, some, update(7, 1, Map.of("name", "Ann")))
        .hasMessageMatching("(?i)Nothing fills `a` \\(\\w+\\), `c` \\([a-z ]+\\(5\\)\\) of .*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
    writer.write(target("strict", "name=name, a='1', c='x'"), update(7, 1, Map.of("name", "Ann")));
    assertThat(jdbc.queryForMap("select * from strict")).containsValues("Ann", 1, "x", 5);
  }

  @Test
  void saysInOneLineHowEachColumnIsFilled() {
    execute("alter table contacts add news boolean");
    execute("alter table contacts add gone boolean");
    CrmTarget all =
        Targets.parse(
            "contacts", "id", "name=first name, news=interest:news, mail='x'", "flag:gone");
    List<String> lines =
        linesDuring(
            () -> {
              writer.write(all, update(7, 1, Map.of()));
              writer.write(all, update(8, 1, Map.of()));
            });
    assertThat(lines.stream().filter(line -> line.startsWith("table.mapped")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .matches(
            "(?i)table.mapped \\S+\\.contacts is filled: `id` \\([^)]+\\) from the id,"
                + " `name` \\([^)]+\\(20\\)\\) from field first name,"
                + " `news` \\([^)]+\\) from interest news,"
                + " `mail` \\([^)]+\\(50\\)\\) from the text 'x';"
                + " a delete sets `gone` \\([^)]+\\)\\.");
  }

  private static List<String> linesDuring(Runnable action) {
    Logger log = (Logger) LoggerFactory.getLogger(Layouts.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try {
      action.run();
    } finally {
      log.setLevel(null);
      log.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail='x', born='soon' | delete     | `born` .* the text 'soon': it is not a date",
        "mail='x'              | flag:tiny  | `tiny` .* that a row is not deleted: it has 5",
        "mail='x'              | flag:since | `since` .* not deleted: .* takes no null",
      })
  void waitsForACorrectionOfWhatEveryEventWouldFailOn(
      String columns, String onDelete, String message) {
    execute("alter table contacts add born date");
    execute("alter table contacts add tiny varchar(2)");
    execute("alter table contacts add since timestamp default '2020-01-01 00:00:00' not null");
    thrownBy(writer, Targets.parse("contacts", "id", columns, onDelete), update(7, 1, Map.of()))
        .hasMessageMatching("(?is).*" + message + ".*Correct crm-sync-sink.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void refusesAKeyThatHoldsNoIds() {
    execute("create table dated (id date, name varchar(9))");
    thrownBy(writer, target("dated", "name=name"), update(7, 1, Map.of()))
        .hasMessageMatching("(?i)`id` \\(date\\) of .* cannot hold ids.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  // ---- delete

  @Test
  void deletesTheRow() {
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann")));
    writer.write(CONTACTS, delete(7, 2));
    assertThat(contacts()).isEmpty();
  }

  @Test
  void raisesTheFlagInsteadAndLowersItWhenTheProfileComesBack() {
    execute("alter table contacts add gone boolean");
    CrmTarget flagged = Targets.parse("contacts", "id", "name=name", "flag:gone");
    writer.write(flagged, update(7, 1, Map.of("name", "Ann")));
    assertThat(column("gone")).isEqualTo(false);
    writer.write(flagged, delete(7, 2));
    assertThat(column("gone")).isEqualTo(true);
    writer.write(flagged, update(7, 3, Map.of("name", "Ann")));
    assertThat(column("gone")).isEqualTo(false);
  }

  @Test
  void raisesAFlagThatIsATimeWithTheMomentOfTheDelete() {
    execute("alter table contacts add gone_at timestamp");
    CrmTarget flagged = Targets.parse("contacts", "id", "name=name", "flag:gone_at");
    writer.write(flagged, update(7, 1, Map.of("name", "Ann")));
    assertThat(column("gone_at")).isNull();
    writer.write(flagged, delete(7, 2));
    assertThat(jdbc.queryForObject("select gone_at from contacts", LocalDateTime.class))
        .isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void makesNoRowOnlyToFlagIt() {
    execute("alter table contacts add gone boolean");
    writer.write(Targets.parse("contacts", "id", "name=name", "flag:gone"), delete(7, 2));
    assertThat(contacts()).isEmpty();
  }

  @Test
  void ignoringADeleteStillKeepsOlderEventsOut() {
    CrmTarget ignoring = Targets.parse("contacts", "id", "name=name", "ignore");
    writer.write(ignoring, update(7, 1, Map.of("name", "Ann")));
    writer.write(ignoring, delete(7, 3));
    writer.write(ignoring, update(7, 2, Map.of("name", "Late")));
    assertThat(contacts()).containsExactly("7 Ann null");
  }

  // ---- the guard

  @Test
  void skipsAndCountsWhatIsOlder() {
    writer.write(CONTACTS, update(7, 2, Map.of("name", "New")));
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Old")));
    assertThat(contacts()).containsExactly("7 New null");
    assertThat(
            meters.counter("copernica.skipped", "table", "contacts", "database", "default").count())
        .isEqualTo(1);
    assertThat(
            meters.counter("copernica.applied", "table", "contacts", "database", "default").count())
        .isEqualTo(1);
  }

  @Test
  void appliesAnEqualVersionAgain() {
    Event event = update(7, 1, Map.of("name", "Ann"));
    writer.write(CONTACTS, event);
    execute("update contacts set name = 'Spoilt'");
    writer.write(CONTACTS, event);
    assertThat(contacts()).containsExactly("7 Ann null");
  }

  @Test
  void endsAtTheSameStateInWhateverOrderEventsCome() {
    List<Event> events =
        new ArrayList<>(
            List.of(
                update(7, 1, Map.of("name", "first")),
                backfill(7, 2, Map.of("name", "page")),
                update(7, 2, Map.of("name", "second")),
                update(7, 3, Map.of("name", "third"))));
    Random random = new Random(42);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(events, random);
      execute("delete from contacts");
      if (round > 0) {
        execute("delete from copernica_applied");
      }
      events.forEach(event -> writer.write(CONTACTS, event));
      assertThat(contacts()).as("order %s", events).containsExactly("7 third null");
    }
  }

  @Test
  void aDeleteWinsAtTheSameSecond() {
    writer.write(CONTACTS, delete(7, 1));
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ghost")));
    assertThat(contacts()).isEmpty();
    writer.write(CONTACTS, update(8, 1, Map.of("name", "Ann")));
    writer.write(CONTACTS, delete(8, 1));
    assertThat(contacts()).isEmpty();
  }

  @Test
  void aTombstoneYieldsToALaterSecond() {
    writer.write(CONTACTS, delete(7, 1));
    writer.write(CONTACTS, backfill(7, 2, Map.of("name", "Back")));
    assertThat(contacts()).containsExactly("7 Back null");
  }

  @Test
  void aBackfillNeverBeatsAWebhookOfTheSameSecond() {
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Hook")));
    writer.write(CONTACTS, backfill(7, 1, Map.of("name", "Page")));
    assertThat(contacts()).containsExactly("7 Hook null");
  }

  @Test
  void rivalsOnOneKeyEndAtTheNewestVersionInOneRow() throws Exception {
    writer.write(CONTACTS, update(1, 0, Map.of()));
    ExecutorService rivals = Executors.newFixedThreadPool(4);
    List<Future<?>> ends = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      ends.add(rivals.submit(() -> hammer(random)));
    }
    for (Future<?> end : ends) {
      end.get(60, TimeUnit.SECONDS);
    }
    rivals.shutdown();
    assertThat(jdbc.queryForList("select name from contacts where id >= 100", String.class))
        .hasSize(40)
        .containsOnly("v29");
  }

  /** Every key is new at first, is deleted in between, and every rival ends with version 29. */
  private void hammer(Random random) {
    for (long key = 100; key < 140; key++) {
      List<Integer> versions = new ArrayList<>(IntStream.rangeClosed(20, 29).boxed().toList());
      Collections.shuffle(versions, random);
      for (int version : versions) {
        writer.write(
            CONTACTS,
            version % 3 == 0
                ? delete(key, version)
                : update(key, version, Map.of("name", "v" + version)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, new", "false, old"})
  void whoComesSecondToANewKeyComparesWithWhatTheFirstCommitted(boolean commits, String name)
      throws Exception {
    writer.write(CONTACTS, update(1, 0, Map.of()));
    ExecutorService rival = Executors.newSingleThreadExecutor();
    Future<?> second =
        transaction.execute(
            status -> {
              writer.write(CONTACTS, update(7, 2, Map.of("name", "new")));
              Event older = update(7, 1, Map.of("name", "old"));
              Future<?> waiting = rival.submit(() -> writer.write(CONTACTS, older));
              assertThat(waiting)
                  .failsWithin(Duration.ofMillis(200))
                  .withThrowableThat()
                  .isInstanceOf(TimeoutException.class);
              if (!commits) {
                status.setRollbackOnly();
              }
              return waiting;
            });
    second.get(60, TimeUnit.SECONDS);
    rival.shutdown();
    assertThat(jdbc.queryForList("select name from contacts where id = 7", String.class))
        .containsExactly(name);
  }

  @Test
  void tellsTheMarksOfTablesApartToTheLetter() throws SQLException {
    writer.write(CONTACTS, update(7, 1, Map.of()));
    try (Connection connection = pool.getConnection()) {
      assertThat(moves(connection, "x.leads", 9)).isTrue();
      assertThat(moves(connection, "x.Leads", 1)).isTrue();
      assertThat(moves(connection, "x.léads", 1)).isTrue();
      assertThat(moves(connection, "x.leads ", 1)).isTrue();
      assertThat(moves(connection, "x.leads", 1)).isFalse();
    }
  }

  private static boolean moves(Connection connection, String target, int second)
      throws SQLException {
    Version version = new Version(NOON.plusSeconds(second), Version.Kind.STATED, SIGNED, SIGNED);
    Column id = new Column("id", Types.BIGINT, "bigint", 19, 0, true, Column.Untold.NOTHING);
    Table table = new Table("x", "leads", List.of(id), "");
    RowChange nothing =
        new RowChange(RowChange.Kind.NONE, table, List.of(new RowChange.Cell(id, 7L)), List.of());
    return Dialect.of(connection)
        .apply(connection, new Mark(target, 1234, "profile", 7, version), nothing);
  }

  // ---- transactions

  @Test
  void isUndoneWithTheTransactionAroundIt() {
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Kept")));
    transaction.executeWithoutResult(
        status -> {
          writer.write(CONTACTS, update(7, 2, Map.of("name", "Undone")));
          writer.write(CONTACTS, update(8, 2, Map.of("name", "Undone")));
          status.setRollbackOnly();
        });
    assertThat(contacts()).containsExactly("7 Kept null");
    writer.write(CONTACTS, update(7, 2, Map.of("name", "Again")));
    assertThat(contacts()).containsExactly("7 Again null");
  }

  @Test
  void writesAHundredInOneTransaction() {
    transaction.executeWithoutResult(
        status -> {
          for (int id = 1; id <= 100; id++) {
            writer.write(CONTACTS, update(id, 1, Map.of("name", "n" + id)));
          }
        });
    assertThat(contacts()).hasSize(100).contains("100 n100 null");
  }

  // ---- many events in one transaction

  @Test
  void rowsThatGoTogetherEndAsRowsThatGoOneByOne() {
    Random random = new Random(42);
    List<Event> events = IntStream.range(0, 400).mapToObj(n -> any(random)).toList();
    events.forEach(event -> writer.write(CONTACTS, event));
    List<String> oneByOne = contacts();
    double applied =
        meters.counter("copernica.applied", "table", "contacts", "database", "default").count();
    double skipped =
        meters.counter("copernica.skipped", "table", "contacts", "database", "default").count();

    jdbc.execute("delete from contacts");
    jdbc.execute("delete from copernica_applied");
    together(events);

    assertThat(contacts()).isEqualTo(oneByOne).hasSizeGreaterThan(20);
    assertThat(skipped).isGreaterThan(20);
    assertThat(
            meters.counter("copernica.applied", "table", "contacts", "database", "default").count())
        .isEqualTo(2 * applied);
    assertThat(
            meters.counter("copernica.skipped", "table", "contacts", "database", "default").count())
        .isEqualTo(2 * skipped);
  }

  private static Event any(Random random) {
    long id = 1 + random.nextInt(60);
    int second = random.nextInt(5);
    String word = "v" + random.nextInt(100);
    return switch (random.nextInt(4)) {
      case 0 -> delete(id, second);
      case 1 -> backfill(id, second, Map.of("name", word));
      case 2 -> update(id, second, Map.of("mail", word));
      default -> update(id, second, Map.of("name", word, "mail", word));
    };
  }

  void together(List<Event> events) {
    transaction.executeWithoutResult(
        status -> events.forEach(event -> writer.writeWithOthers(CONTACTS, event)));
  }

  @Test
  void aStatementInBetweenSeesTheRowsBeforeIt() {
    transaction.executeWithoutResult(
        status -> {
          writer.writeWithOthers(CONTACTS, update(7, 1, Map.of("name", "Ann")));
          writer.writeWithOthers(CONTACTS, update(8, 1, Map.of("name", "Bea")));
          jdbc.update("update contacts set mail = 'seen' where id = 7");
          writer.writeWithOthers(CONTACTS, update(8, 2, Map.of("name", "Bee")));
        });
    assertThat(contacts()).containsExactly("7 Ann seen", "8 Bee null");
  }

  @Test
  void rowsThatWaitAreUndoneWithTheirTransaction() {
    transaction.executeWithoutResult(
        status -> {
          writer.writeWithOthers(CONTACTS, update(7, 1, Map.of("name", "Undone")));
          status.setRollbackOnly();
        });
    together(List.of(update(8, 1, Map.of("name", "Bea"))));
    assertThat(contacts()).containsExactly("8 Bea null");
  }

  @Test
  void oneRowThatTheDatabaseRefusesFailsTheCommitAndUndoesTheOthers() {
    jdbc.execute("alter table contacts add constraint no_eve check (name <> 'Eve')");
    List<Event> events =
        List.of(
            update(7, 1, Map.of("name", "Ann")),
            update(8, 1, Map.of("name", "Eve")),
            update(9, 1, Map.of("name", "Bea")));
    assertThatThrownBy(() -> together(events)).rootCause().isInstanceOf(SQLException.class);
    assertThat(contacts()).isEmpty();
    together(List.of(events.get(0), events.get(2)));
    assertThat(contacts()).containsExactly("7 Ann null", "9 Bea null");
  }

  @Test
  void aFailureOfWaitingRowsThatNobodyMindsFailsTheCommitAllTheSame() {
    jdbc.execute("alter table contacts add constraint no_eve check (name <> 'Eve')");
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      writer.writeWithOthers(CONTACTS, update(7, 1, Map.of("name", "Ann")));
                      writer.writeWithOthers(CONTACTS, update(8, 1, Map.of("name", "Eve")));
                      assertThatThrownBy(() -> jdbc.update("update contacts set mail = 'x'"))
                          .rootCause()
                          .isInstanceOf(SQLException.class);
                    }))
        .rootCause()
        .isInstanceOf(SQLException.class);
    assertThat(contacts()).isEmpty();
    together(List.of(update(9, 1, Map.of("name", "Bea"))));
    assertThat(contacts()).containsExactly("9 Bea null");
  }

  /** Which of two that wait in a circle is undone, the database chooses; none is to be. */
  @Test
  void batchesOfTheSameRowsInAnotherOrderNeverWaitForEachOtherInACircle() throws Exception {
    execute("create index contacts_id on contacts (id)");
    writer.write(CONTACTS, update(1, 0, Map.of()));
    ExecutorService rivals = Executors.newFixedThreadPool(3);
    List<Future<Integer>> undone = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      undone.add(rivals.submit(() -> undoneOf(20, random)));
    }
    for (Future<Integer> batches : undone) {
      assertThat(batches.get(60, TimeUnit.SECONDS)).isZero();
    }
    rivals.shutdown();
    assertThat(jdbc.queryForList("select name from contacts", String.class))
        .hasSize(30)
        .containsOnly("v20");
  }

  private int undoneOf(int batches, Random random) {
    int undone = 0;
    for (int batch = 1; batch <= batches; batch++) {
      try {
        together(aboutThirtyRows(batch, random));
      } catch (TransientDataAccessException e) {
        undone++;
      }
    }
    return undone;
  }

  private static List<Event> aboutThirtyRows(int second, Random random) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      events.add(update(1 + n % 30, second, Map.of("name", "v" + second)));
    }
    Collections.shuffle(events, random);
    return events;
  }

  @Test
  void aProfileAndASubprofileThatShareARowGoOneAfterTheOther() {
    Event sub =
        event(Action.UPDATE, Subject.SUBPROFILE, 1)
            .subprofile(7L)
            .fields(Map.of("name", "Sub"))
            .build();
    together(List.of(update(7, 5, Map.of("name", "Ann")), sub));
    assertThat(contacts()).containsExactly("7 Sub null");
  }

  @Test
  void countsNothingThatWasUndone() {
    writer.write(CONTACTS, update(7, 5, Map.of("name", "Kept")));
    for (int round = 0; round < 2; round++) {
      transaction.executeWithoutResult(
          status -> {
            writer.write(CONTACTS, update(8, 1, Map.of("name", "Undone")));
            writer.writeWithOthers(CONTACTS, update(7, 1, Map.of("name", "Older")));
            writer.writeWithOthers(CONTACTS, update(9, 1, Map.of("name", "Undone")));
            jdbc.queryForList("select 1 from contacts");
            status.setRollbackOnly();
          });
    }
    assertThat(
            meters.counter("copernica.applied", "table", "contacts", "database", "default").count())
        .isEqualTo(1);
    assertThat(
            meters.counter("copernica.skipped", "table", "contacts", "database", "default").count())
        .isZero();
  }

  @Test
  void rowsOfAnotherTableKeepTheirPlaceInTheOrder() {
    jdbc.execute("create table owners (id bigint primary key, name varchar(9))");
    jdbc.execute("create table orders (id bigint, owner_id bigint references owners(id))");
    CrmTarget owners = target("owners", "name=name");
    CrmTarget orders = Targets.parse("orders", "id", "owner_id=@profile", "delete");
    transaction.executeWithoutResult(
        status -> {
          for (long n = 1; n <= 9; n++) {
            writer.writeWithOthers(owners, update(n, 1, Map.of("name", "n")));
            writer.writeWithOthers(orders, order(n));
          }
        });
    assertThat(jdbc.queryForObject("select count(*) from orders", Integer.class)).isEqualTo(9);
  }

  private static Event order(long n) {
    return event(Action.CREATE, Subject.SUBPROFILE, 1).profile(n).subprofile(70 + n).build();
  }

  // ---- rows that a profile owns

  private static final CrmTarget ORDERS = Targets.orders("nr", "name=name", "delete");

  private void createOrders() {
    execute("create table orders (nr bigint, owner_id bigint, name varchar(9), gone boolean)");
  }

  @Test
  void aProfilesDeleteDeletesItsSubprofilesAndKeepsLateOnesOut() {
    createOrders();
    execute("insert into orders (nr, owner_id, name) values (99, 7, 'before')");
    writer.write(ORDERS, order(70, 7, 1));
    writer.write(ORDERS, order(71, 7, 2));
    writer.write(ORDERS, order(80, 8, 1));
    writer.write(ORDERS, delete(7, 5));
    assertThat(orders()).containsExactly("80 8 v1");
    writer.write(ORDERS, order(70, 7, 4));
    writer.write(ORDERS, order(72, 7, 5));
    assertThat(orders()).containsExactly("80 8 v1");
    writer.write(ORDERS, order(70, 7, 6));
    writer.write(ORDERS, order(73, 7, 6));
    assertThat(orders()).containsExactly("70 7 v6", "73 7 v6", "80 8 v1");
    assertThat(
            meters.counter("copernica.applied", "table", "orders", "database", "default").count())
        .isEqualTo(3 + 3 + 2);
    assertThat(
            meters.counter("copernica.skipped", "table", "orders", "database", "default").count())
        .isEqualTo(2);
  }

  @Test
  void aLateDeleteOfAProfileLeavesWhatCameAfterIt() {
    createOrders();
    writer.write(ORDERS, order(70, 7, 4));
    writer.write(ORDERS, order(71, 7, 6));
    writer.write(ORDERS, delete(7, 5));
    assertThat(orders()).containsExactly("71 7 v6");
    writer.write(ORDERS, delete(7, 8));
    writer.write(ORDERS, delete(7, 7));
    assertThat(orders()).isEmpty();
    writer.write(ORDERS, order(74, 7, 8));
    assertThat(orders()).isEmpty();
  }

  @Test
  void aProfilesDeleteFlagsOrLeavesItsSubprofilesWhereADeleteDoes() {
    createOrders();
    CrmTarget flagged = Targets.orders("nr", "name=name", "flag:gone");
    writer.write(flagged, order(70, 7, 1));
    writer.write(flagged, order(80, 8, 1));
    writer.write(flagged, delete(7, 5));
    writer.write(flagged, order(70, 7, 4));
    assertThat(jdbc.queryForList("select nr from orders where gone", Long.class))
        .containsExactly(70L);
    writer.write(Targets.orders("nr", "name=name", "ignore"), delete(8, 5));
    assertThat(orders()).containsExactly("70 7 v1", "80 8 v1");
  }

  @Test
  void ownedRowsThatGoTogetherEndAsRowsThatGoOneByOne() {
    createOrders();
    Random random = new Random(7);
    List<Event> events = IntStream.range(0, 300).mapToObj(n -> anyOrderOrOwner(random)).toList();
    events.forEach(event -> writer.write(ORDERS, event));
    List<String> oneByOne = orders();
    double applied =
        meters.counter("copernica.applied", "table", "orders", "database", "default").count();
    jdbc.execute("delete from orders");
    jdbc.execute("delete from copernica_applied");
    transaction.executeWithoutResult(
        status -> events.forEach(event -> writer.writeWithOthers(ORDERS, event)));
    assertThat(orders()).isEqualTo(oneByOne).hasSizeGreaterThan(10);
    assertThat(
            meters.counter("copernica.applied", "table", "orders", "database", "default").count())
        .isEqualTo(2 * applied);
  }

  private static Event anyOrderOrOwner(Random random) {
    long owner = 1 + random.nextInt(9);
    int second = random.nextInt(9);
    long nr = 10 * owner + random.nextInt(9);
    return random.nextInt(12) == 0 ? delete(owner, second) : order(nr, owner, second);
  }

  @ParameterizedTest
  @CsvSource({"true, 7", "false, 7", "true, 8", "false, 8"})
  void aSubprofileAndTheDeleteOfItsProfileWaitForEachOther(boolean deleteFirst, long known)
      throws Exception {
    createOrders();
    writer.write(ORDERS, order(80, known, 1));
    Event first = deleteFirst ? delete(7, 5) : order(70, 7, 4);
    Event second = deleteFirst ? order(70, 7, 4) : delete(7, 5);
    ExecutorService rival = Executors.newSingleThreadExecutor();
    Future<?> waiting =
        transaction.execute(
            status -> {
              writer.write(ORDERS, first);
              Future<?> other = rival.submit(() -> writer.write(ORDERS, second));
              assertThat(other)
                  .failsWithin(Duration.ofMillis(200))
                  .withThrowableThat()
                  .isInstanceOf(TimeoutException.class);
              return other;
            });
    waiting.get(60, TimeUnit.SECONDS);
    rival.shutdown();
    assertThat(jdbc.queryForList("select nr from orders where owner_id = 7")).isEmpty();
  }

  @Test
  void ofASharedTableOnlyTheRowsGoThatHaveTheRestOfTheKey() {
    execute("create table orders (account int, nr varchar(9), owner_id bigint, name varchar(9))");
    execute("insert into orders values (1234, 'A-1', 7, 'theirs')");
    CrmTarget shared = Targets.orders("account, nr", "account=@account, name=name", "delete");
    writer.write(shared, order(70, 7, 1));
    execute("insert into orders values (1, '70', 7, 'other')");
    writer.write(shared, delete(7, 5));
    assertThat(orders()).containsExactly("70 7 other", "A-1 7 theirs");
  }

  @Test
  void ofATableWithProfilesInItOnlyTheSubprofilesGo() {
    execute("create table orders (kind varchar(10), nr bigint, owner_id bigint, name varchar(9))");
    execute("insert into orders values ('profile', 70, 7, 'theirs')");
    CrmTarget mixed = Targets.orders("kind, nr", "kind=@subject, name=name", "delete");
    writer.write(mixed, order(70, 7, 1));
    writer.write(mixed, delete(7, 5));
    assertThat(orders()).containsExactly("70 7 theirs");
  }

  @Test
  void rowsGoWithTheirOwnerThoughTheirIdsArePadded() {
    execute("create table orders (nr char(12), owner_id bigint, name varchar(9))");
    writer.write(ORDERS, order(70, 7, 1));
    writer.write(ORDERS, delete(7, 5));
    assertThat(orders()).isEmpty();
  }

  @Test
  void aSubprofilesOwnDeleteFindsARowThatHadNoOwner() {
    createOrders();
    execute("insert into orders (nr, name) values (70, 'before')");
    writer.write(ORDERS, delete(7, 5));
    assertThat(orders()).containsExactly("70 null before");
    writer.write(ORDERS, deletedOrder(70, 7, 4));
    assertThat(orders()).isEmpty();
    writer.write(ORDERS, order(70, 7, 5));
    assertThat(orders()).isEmpty();
  }

  private static Event deletedOrder(long nr, long owner, int second) {
    return event(Action.DELETE, Subject.SUBPROFILE, second)
        .profile(owner)
        .subprofile(nr)
        .timestamp(NOON.plusSeconds(second))
        .build();
  }

  @Test
  void parksAProfileThatIsNotDeletedWhereRowsAreOwned() {
    createOrders();
    thrownBy(writer, ORDERS, update(7, 1, Map.of()))
        .hasMessageContainingAll("with an `owner`", "update profile", "router")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
  }

  private static Event order(long nr, long owner, int second) {
    return event(Action.UPDATE, Subject.SUBPROFILE, second)
        .profile(owner)
        .subprofile(nr)
        .fields(Map.of("name", "v" + second))
        .build();
  }

  private List<String> orders() {
    return jdbc.query(
        "select nr, owner_id, name from orders order by nr",
        (row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
  }

  // ---- our own table

  @Test
  void saysWhichSqlADbaShouldRunAndGoesOnOnceItWasRun() throws SQLException {
    CrmWriter careful = writer(false);
    Event event = update(7, 1, Map.of("name", "Ann"));
    thrownBy(careful, CONTACTS, event)
        .hasMessageContaining("copernica.crm.migrate is false")
        .hasMessageContaining("create table copernica_applied (")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
    jdbc.execute(GuardTable.script(scripts()).replace(";", ""));
    careful.write(CONTACTS, event);
    assertThat(contacts()).containsExactly("7 Ann null");
  }

  @Test
  void keepsItsOwnHistoryInADatabaseWithOtherTables() {
    writer.write(CONTACTS, update(7, 1, Map.of()));
    writer(true).write(CONTACTS, update(8, 1, Map.of()));
    assertThat(
            jdbc.queryForList(
                spoken(
                    "select \"script\" from \"copernica_schema_history\" where \"version\" = '1'"),
                String.class))
        .containsExactly("V1__applied.sql");
  }

  // ---- names

  @Test
  void findsAndQuotesOddNames() {
    execute("create table \"Order\" (\"select\" bigint, \"first name\" text, \"a\"\"b\" text)");
    CrmTarget odd = Targets.parse("Order", "select", "first name=name, \"a\"\"b\"=mail", "delete");
    writer.write(odd, update(7, 1, Map.of("name", "Ann", "mail", "x")));
    writer.write(odd, update(7, 2, Map.of("name", "Bea")));
    assertThat(jdbc.queryForMap(spoken("select * from \"Order\"")))
        .containsEntry("first name", "Bea")
        .containsEntry("a\"b", "x");
  }

  @Test
  void findsATableInAnotherSchemaInAnyCase() {
    execute("create schema sales");
    execute("create table sales.leads_1 (id bigint, name varchar(9))");
    execute("create table sales.leadsx1 (id bigint)");
    writer.write(target("Sales.LEADS_1", "NAME=name"), update(7, 1, Map.of("name", "Ann")));
    assertThat(jdbc.queryForObject("select name from sales.leads_1", String.class))
        .isEqualTo("Ann");
  }

  @Test
  void namesTheTableThatWasProbablyMeant() {
    thrownBy(writer, target("contcats", "name=name"), update(7, 1, Map.of()))
        .hasMessageContaining("no table `contcats`; did you mean `")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
    thrownBy(writer, target("qqqqqqqqqqqq", "name=name"), update(7, 1, Map.of()))
        .hasMessageContaining("no table `qqqqqqqqqqqq`. Looked in ");
    thrownBy(writer, target("qqqqqqqq.leads", "name=name"), update(7, 1, Map.of()))
        .hasMessageContaining("Table `qqqqqqqq.leads` is in no ")
        .hasMessageContaining(" there is: `qqqqqqqq`.");
  }

  @Test
  void namesAllMissingColumnsAndFindsThemOnceTheyAreThere() {
    CrmTarget target = target("contacts", "nmae=name, shoe_size=shoe");
    thrownBy(writer, target, update(7, 1, Map.of()))
        .hasMessageContaining("no column `nmae`; did you mean `")
        .hasMessageContaining("no column `shoe_size`")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
    execute("alter table contacts add nmae varchar(9)");
    execute("alter table contacts add shoe_size int");
    writer.write(target, update(7, 1, Map.of("name", "Ann", "shoe", "44")));
    assertThat(column("shoe_size")).isEqualTo(44);
  }

  @Test
  void picksUpAColumnThatWasRenamedUnderIt() {
    writer.write(CONTACTS, update(7, 1, Map.of("mail", "x")));
    execute("alter table contacts drop column mail");
    assertThatThrownBy(() -> writer.write(CONTACTS, update(7, 2, Map.of("mail", "y"))))
        .rootCause()
        .isInstanceOf(SQLException.class);
    thrownBy(writer, CONTACTS, update(7, 2, Map.of("mail", "y"))).hasMessageContaining("`mail`");
  }

  @Test
  void emptiesTheColumnOfAMissingFieldWhereToldTo() {
    CrmTarget clearing = Targets.clearing("contacts", "name=name, mail=mail");
    execute("insert into contacts values (7, 'Old', 'old@example.org')");
    writer.write(clearing, update(7, 1, Map.of()));
    assertThat(contacts()).containsExactly("7 Old old@example.org");
    writer.write(clearing, update(7, 2, Map.of("name", "Ann")));
    assertThat(contacts()).containsExactly("7 Ann null");
  }

  @Test
  void emptiesNeitherInterestsNorTimesThatAreMissing() {
    execute("create table kept (id bigint, news boolean, at timestamp, name varchar(9))");
    CrmTarget clearing = Targets.clearing("kept", "news=interest:news, at=@created, name=name");
    writer.write(
        clearing, event(1).profile(7L).interests(Map.of("news", true)).created(NOON).build());
    writer.write(clearing, update(7, 2, Map.of("name", "Ann")));
    assertThat(jdbc.queryForMap("select news, name from kept where at is not null"))
        .containsValues(true, "Ann");
  }

  @Test
  void parksAnEventWithoutAFieldThatMustNotBeNull() {
    execute("create table strict (id bigint, name varchar(20) not null, mail varchar(20))");
    CrmTarget clearing = Targets.clearing("strict", "name=name, mail=mail");
    thrownBy(writer, clearing, update(7, 1, Map.of("mail", "x")))
        .hasMessageMatching("(?i).*`name` .*field name.* empty or missing.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
  }

  // ---- whole maps

  @Test
  void writesWholeMapsAsJsonInTheOrderOfTheEvent() {
    execute("create table docs (id bigint, f json, i json, p text, e varchar(60), o json)");
    CrmTarget docs = target("docs", "f=@fields, i=@interests, p=@parameters, e=@extra, o=@old");
    writer.write(docs, event(1).profile(7L).fields(Map.of("gone", "x")).build());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("zip \"code\"", "9712 HM");
    fields.put("città", "Zoë \\ 🍵 'q'\n");
    fields.put("a", "");
    writer.write(
        docs,
        event(2)
            .profile(7L)
            .fields(fields)
            .interests(Map.of("news", true))
            .parameters(Map.of("a", ""))
            .extra(Map.of("tags[0]", "x"))
            .build());
    assertThat(json("f"))
        .isEqualTo(
            "{\"zip \\\"code\\\"\":\"9712 HM\",\"città\":\"Zoë \\\\ 🍵 'q'\\n\",\"a\":\"\"}");
    assertThat(json("i")).isEqualTo("{\"news\":true}");
    assertThat(json("p")).isEqualTo("{\"a\":\"\"}");
    assertThat(json("e")).isEqualTo("{\"tags[0]\":\"x\"}");
    assertThat(json("o")).isNull();
  }

  @Test
  void leavesAMapAloneThatTheEventDoesNotSpeakOf() {
    execute("create table docs (id bigint, f json, i json, p text)");
    CrmTarget docs = target("docs", "f=@fields, i=@interests, p=@parameters");
    writer.write(
        docs, event(1).profile(7L).fields(Map.of("a", "1")).interests(Map.of("n", true)).build());
    writer.write(docs, update(7, 2, Map.of()));
    assertThat(json("f")).isEqualTo("{\"a\":\"1\"}");
    assertThat(json("i")).isEqualTo("{\"n\":true}");
    writer.write(docs, event(3).profile(7L).interests(Map.of()).build());
    assertThat(json("i")).isEqualTo("{}");
  }

  @Test
  void takesJsonThatIsTheTextOfAFieldAndNullForAnEmptyOne() {
    execute("create table docs (id bigint, f json)");
    CrmTarget docs = target("docs", "f=doc");
    writer.write(docs, update(7, 1, Map.of("doc", "{\"a\":[1,null]}")));
    assertThat(json("f")).isEqualTo("{\"a\":[1,null]}");
    writer.write(docs, update(7, 2, Map.of("doc", "")));
    assertThat(json("f")).isNull();
  }

  @Test
  void parksAMapThatIsTooLongOrHoldsANul() {
    execute("create table docs (id bigint, f json, e varchar(20))");
    CrmTarget docs = target("docs", "f=@fields, e=@extra");
    thrownBy(writer, docs, event(1).profile(7L).extra(Map.of("x", "secret".repeat(4))).build())
        .hasMessageMatching("(?i).*`e` .*event's extra.*32 characters.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
    thrownBy(writer, docs, update(7, 1, Map.of("x", "secret\0")))
        .hasMessageMatching("(?i).*`f` .*NUL character.*")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAMapForAColumnThatTakesNoText() {
    execute("alter table contacts add born date");
    thrownBy(writer, target("contacts", "born=@fields"), update(7, 1, Map.of()))
        .hasMessageMatching("(?i)`born` \\(date\\) of .* cannot take a whole map.*")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  /** Of the only row. */
  private @Nullable String json(String column) {
    return jdbc.queryForObject(
        "select " + column + " from docs",
        (row, n) -> {
          byte[] bytes = row.getBytes(1);
          return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        });
  }

  // ---- values

  @Test
  void convertsToTheTypeOfEachColumn() {
    execute(
        "create table typed (id bigint, i int, s smallint, n numeric(8,2), d double precision, b"
            + " boolean, born date, at timestamp, inst timestamp with time zone, t text, u uuid)");
    CrmTarget typed =
        target("typed", "i=i, s=s, n=n, d=d, b=b, born=day, at=at, inst=at, t=t, u=u");
    writer.write(
        typed,
        update(
            7,
            1,
            Map.of(
                "i",
                "44",
                "s",
                "-3",
                "n",
                "1.234,50",
                "d",
                "0.5",
                "b",
                "ja",
                "day",
                "2025-02-03",
                "at",
                "2025-02-03 04:05:06",
                "t",
                "Zoë '\"\\ 100%",
                "u",
                "0e4b6f9c-3a52-4e0f-8f2c-5f3f0a6d1c11")));
    Map<String, Object> row = jdbc.queryForMap("select * from typed");
    assertThat(row)
        .containsEntry("i", 44)
        .containsEntry("n", new BigDecimal("1234.50"))
        .containsEntry("d", 0.5)
        .containsEntry("b", true)
        .containsEntry("t", "Zoë '\"\\ 100%");
    assertThat(jdbc.queryForObject("select at from typed", LocalDateTime.class))
        .isEqualTo("2025-02-03T04:05:06");
    assertThat(jdbc.queryForObject("select inst from typed", OffsetDateTime.class).toInstant())
        .isEqualTo("2025-02-03T03:05:06Z");
    assertThat(row.get("u")).hasToString("0e4b6f9c-3a52-4e0f-8f2c-5f3f0a6d1c11");
  }

  @Test
  void writesNullWhereACopernicaFieldIsEmptyAndTheTypeNeedsIt() {
    execute("create table typed (id bigint, i int, born date, at timestamp, t text, u uuid)");
    writer.write(
        target("typed", "i=e, born=z, at=z, t=e, u=e"),
        update(7, 1, Map.of("e", "", "z", "0000-00-00 00:00:00")));
    assertThat(jdbc.queryForMap("select i, born, at, u from typed").values()).containsOnlyNulls();
    assertThat(jdbc.queryForObject("select t from typed", String.class)).isEmpty();
  }

  @Test
  void parksAValueThatDoesNotFitWithoutQuotingIt() {
    thrownBy(writer, CONTACTS, update(7, 1, Map.of("name", "Bartholomew the Considerate")))
        .hasMessageContainingAll("(20)", "field name", "27 characters", "retry this event")
        .hasMessageNotContaining("Bartholomew")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
    assertThat(contacts()).isEmpty();
  }

  @Test
  void refusesAColumnOfATypeThatNoTextBecomes() {
    execute("alter table contacts add many int array");
    thrownBy(writer, target("contacts", "many=name"), update(7, 1, Map.of()))
        .hasMessageContaining("cannot be filled from text")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void parksAnEventThatIsNotAboutARow() {
    thrownBy(writer, CONTACTS, event(Action.OPEN, Subject.MESSAGE, 1).profile(7L).build())
        .hasMessageContaining("open message")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
  }

  @Test
  void waitsForTheParentOfAForeignKey() {
    execute("create table parents (id bigint primary key)");
    execute("create table children (id bigint, parent_id bigint references parents(id))");
    CrmTarget children = Targets.parse("children", "id", "parent_id=@profile", "delete");
    Event event = event(Action.CREATE, Subject.SUBPROFILE, 1).profile(7L).subprofile(70L).build();
    thrownBy(writer, children, event).extracting(DeliveryFailure::end).isEqualTo(End.NOT_YET);
    execute("insert into parents values (7)");
    writer.write(children, event);
    assertThat(jdbc.queryForObject("select count(*) from children", Integer.class)).isEqualTo(1);
  }

  // ---- words

  static AbstractThrowableAssert<?, DeliveryFailure> thrownBy(
      CrmWriter writer, CrmTarget target, Event event) {
    return assertThatThrownBy(() -> writer.write(target, event))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DeliveryFailure.class));
  }

  static CrmTarget target(String table, String columns) {
    return Targets.parse(table, "id", columns, "delete");
  }

  static Event update(long profile, int second, Map<String, String> fields) {
    return event(second).profile(profile).fields(fields).build();
  }

  static Event backfill(long profile, int second, Map<String, String> fields) {
    return Event.of(Action.UPDATE, Subject.PROFILE, Origin.BACKFILL, "b", 1234, SIGNED, SIGNED)
        .profile(profile)
        .fields(fields)
        .modified(NOON.plusSeconds(second))
        .build();
  }

  static Event delete(long profile, int second) {
    return event(Action.DELETE, Subject.PROFILE, second).profile(profile).build();
  }

  static Event.Builder event(int second) {
    return event(Action.UPDATE, Subject.PROFILE, second);
  }

  static Event.Builder event(Action action, Subject subject, int second) {
    return Event.of(action, subject, Origin.WEBHOOK, "e" + second, 1234, SIGNED, SIGNED)
        .modified(NOON.plusSeconds(second))
        .timestamp(NOON.plusSeconds(second));
  }

  private String scripts() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return Dialect.of(connection).scripts();
    }
  }

  private Object column(String name) {
    return jdbc.queryForObject("select " + name + " from contacts", Object.class);
  }

  private List<String> contacts() {
    return jdbc.query(
        "select id, name, mail from contacts order by id",
        (row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
  }
}
