package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.copernicaroutes.support.MariaDb;
import org.copernicaroutes.support.PackagedApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a real server says, and what that means for a delivery. */
class MariaDbFailureTest {

  private static String url;
  private static String database;
  private static JdbcTemplate jdbc;
  private static HikariDataSource pool;

  @BeforeAll
  static void open() {
    url = MariaDb.newDatabase();
    pool = pool(url);
    jdbc = new JdbcTemplate(pool);
    database = jdbc.queryForObject("select database()", String.class);
    jdbc.execute("create table parents (id int primary key)");
    jdbc.execute(
        "create table t (id int primary key, mail varchar(9) unique, n int not null default 0,"
            + " small smallint, words varchar(9) character set utf8mb3, mood enum('a'), doc json,"
            + " positive int check (positive > 0), parent int references parents(id))");
    jdbc.execute("insert into parents values (5)");
    jdbc.execute("insert into t (id, mail, parent) values (1, 'x@y.nl', 5), (2, 'b', null)");
    jdbc.execute("create table required (id int, must int not null)");
    jdbc.execute("create table refusing (id int)");
    jdbc.execute(
        "create trigger picky before insert on refusing for each row"
            + " signal sqlstate '45000' set message_text = 'x@y.nl'");
    MariaDb.execute("create or replace user reader identified by 'reader'");
    MariaDb.execute("grant select on " + database + ".* to reader");
    MariaDb.execute("create or replace user changer identified by 'changer'");
    MariaDb.execute("grant all on " + database + ".* to changer");
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insert into t (id, mail) values (9, 'x@y.nl')        | POISON        | 23000 (error 1062)",
        "insert into t (id, mail) values (9, '1234567890')    | POISON        | 22001 (error 1406)",
        "insert into t (id, small) values (9, 99999)          | POISON        | 22003 (error 1264)",
        "insert into t (id, small) values (9, 'x@y.nl')       | POISON        | 22007 (error 1366)",
        "insert into t (id, words) values (9, '🍵')           | POISON        | 22007 (error 1366)",
        "insert into t (id, mood) values (9, 'x@y.nl')        | POISON        | 01000 (error 1265)",
        "insert into t (id, n) values (9, null)               | POISON        | 23000 (error 1048)",
        "insert into t (id, positive) values (9, -1)          | POISON        | 23000 (error 4025)",
        "insert into t (id, doc) values (9, 'x@y.nl')         | POISON        | 23000 (error 4025)",
        "insert into refusing values (1)                      | POISON        | 45000 (error 1644)",
        "insert into t (id, parent) values (9, 77)            | NOT_YET       | 23000 (error 1452)",
        "delete from parents                                  | NOT_YET       | 23000 (error 1451)",
        "insert into required (id) values (1)                 | MISCONFIGURED | HY000 (error 1364)",
        "insert into t (id) values (9, 9)                     | MISCONFIGURED | 21S01 (error 1136)",
        "insert into nowhere values (1)                       | MISCONFIGURED | 42S02 (error 1146)",
        "insert into t (nothing) values (1)                   | MISCONFIGURED | 42S22 (error 1054)",
        "insrt into t values (1)                              | MISCONFIGURED | 42000 (error 1064)",
      })
  void aStatementEndsAsItsErrorSays(String sql, End end, String said) {
    Failure failure = failure(() -> jdbc.execute(sql));
    assertThat(failure.end()).isEqualTo(end);
    assertThat(failure.reason()).contains(said).doesNotContain("x@y.nl");
  }

  @Test
  void whoMayNotWriteIsToldWhatToGrant() {
    assertThat(failure(connected(MariaDb.url(database, "reader"), "delete from t")))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(
            End.MISCONFIGURED,
            "the database says SQLState 42000 (error 1142): grant the user of spring.datasource"
                + " what the route does");
    assertThat(failure(connected(MariaDb.url("mysql", "reader"), "select 1")).reason())
        .contains("(error 1044): grant");
  }

  @Test
  void aWrongPasswordOrDatabaseIsMisconfiguredAlsoThroughThePool() {
    String wrong = MariaDb.url(database, "reader").replace("password=reader", "password=x");
    assertThat(failure(pooled(wrong)))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(
            End.MISCONFIGURED,
            "the database says SQLState 28000 (error 1045): check spring.datasource.username and"
                + " password");
    assertThat(failure(pooled(MariaDb.url("elsewhere"))).reason())
        .contains("(error 1049): there is no database of the name in spring.datasource.url");
  }

  @Test
  void aServerThatIsNotThereIsAnOutage() {
    String nobody = "jdbc:mariadb://127.0.0.1:" + PackagedApp.freePort() + "/crm";
    assertThat(failure(pooled(nobody)).end()).isEqualTo(End.OUTAGE);
    assertThat(failure(pooled("jdbc:mariadb://nowhere.invalid/crm")).end()).isEqualTo(End.OUTAGE);
  }

  @Test
  void aServerThatFallsSilentOrGoesAwayIsAnOutage() throws SQLException {
    assertThat(failure(connected(url + "&socketTimeout=100", "do sleep(5)")).end())
        .isEqualTo(End.OUTAGE);
    try (Connection connection = DriverManager.getConnection(url)) {
      MariaDb.execute("kill " + id(connection));
      assertThat(failure(() -> connection.createStatement().execute("do 1")).end())
          .isEqualTo(End.OUTAGE);
      assertThat(failure(() -> connection.createStatement().execute("do 1")).end())
          .isEqualTo(End.OUTAGE);
    }
  }

  @Test
  void aStatementThatTheServerBreaksOffIsAnOutage() {
    String brief = url + "&sessionVariables=max_statement_time=0.05";
    assertThat(failure(connected(brief, "update t set n = 1 where sleep(5) = 0")).end())
        .isEqualTo(End.OUTAGE);
    assertThat(failure(connected(brief, block("update t set n = 1 where sleep(5) = 0"))))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(End.OUTAGE, "the database says SQLState 70100 (error 1969)");
  }

  @Test
  void aStatementThatAnAdministratorKillsIsAnOutage() throws Exception {
    for (String kill : List.of("kill query ", "kill ")) {
      try (Connection victim = DriverManager.getConnection(url)) {
        String own = id(victim);
        CompletableFuture<Failure> ended =
            CompletableFuture.supplyAsync(
                () ->
                    failure(
                        () ->
                            victim
                                .createStatement()
                                .execute(block("update t set n = 1 where sleep(20) = 0"))));
        await().until(() -> sleeps(own));
        MariaDb.execute(kill + own);
        assertThat(ended.get(60, TimeUnit.SECONDS).end()).as(kill).isEqualTo(End.OUTAGE);
      }
    }
  }

  /** As the rows of a CRM are written. */
  private static String block(String statement) {
    return "begin not atomic\n" + statement + ";\nselect 1 from t for update;\nend";
  }

  private static boolean sleeps(String connection) {
    return !jdbc.queryForList(
            "select 1 from information_schema.processlist where state = 'User sleep' and id = ?",
            connection)
        .isEmpty();
  }

  @Test
  void aReplicaThatDoesNotWriteYetIsAnOutage() {
    MariaDb.execute("set global read_only = 1");
    try {
      assertThat(failure(connected(MariaDb.url(database, "changer"), "delete from t")).reason())
          .contains("HY000 (error 1290)");
      assertThat(failure(connected(MariaDb.url(database, "changer"), "delete from t")).end())
          .isEqualTo(End.OUTAGE);
    } finally {
      MariaDb.execute("set global read_only = 0");
    }
    String readOnly = url + "&sessionVariables=tx_read_only=1";
    assertThat(failure(connected(readOnly, "delete from t")).end()).isEqualTo(End.OUTAGE);
  }

  @Test
  void tooManyConnectionsAreAnOutage() throws SQLException {
    MariaDb.execute(
        "create or replace user single identified by 'single' with max_user_connections 1");
    MariaDb.execute("grant all on " + database + ".* to single");
    String single = MariaDb.url(database, "single");
    try (Connection first = DriverManager.getConnection(single)) {
      assertThat(first.isValid(1)).isTrue();
      assertThat(failure(connected(single, "do 1")).reason()).contains("(error 1226)");
      assertThat(failure(connected(single, "do 1")).end()).isEqualTo(End.OUTAGE);
    }
    jdbc.execute("set global max_connections = 10");
    List<Connection> all = new ArrayList<>();
    try {
      Failure failure = failure(() -> connectForEver(all));
      assertThat(failure.reason()).contains("(error 1040)");
      assertThat(failure.end()).isEqualTo(End.OUTAGE);
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
      jdbc.execute("set global max_connections = 100");
    }
  }

  private static void connectForEver(List<Connection> all) throws SQLException {
    while (all.size() < 20) {
      all.add(DriverManager.getConnection(MariaDb.url(database, "changer")));
    }
  }

  @Test
  void aLockThatIsNotHadInTimeIsAnOutage() throws SQLException {
    try (Connection holder = transaction();
        Connection waiter = transaction()) {
      holder.createStatement().execute("update t set n = 1 where id = 1");
      waiter.createStatement().execute("set innodb_lock_wait_timeout = 0");
      Failure failure =
          failure(() -> waiter.createStatement().execute("update t set n = 2 where id = 1"));
      assertThat(failure.reason()).contains("HY000 (error 1205)");
      assertThat(failure.end()).isEqualTo(End.OUTAGE);
    }
  }

  @Test
  void aDeadlockIsAnOutage() throws Exception {
    try (Connection one = transaction();
        Connection other = transaction()) {
      one.createStatement().execute("update t set n = 1 where id = 1");
      other.createStatement().execute("update t set n = 1 where id = 2");
      CompletableFuture<Throwable> first =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> crossOver(one, 2)));
      Throwable second = catchThrowable(() -> crossOver(other, 1));
      Throwable victim = second != null ? second : first.get(60, TimeUnit.SECONDS);
      assertThat(FailureClassifier.failure(victim).end()).isEqualTo(End.OUTAGE);
      assertThat(FailureClassifier.failure(victim).reason()).contains("40001 (error 1213)");
      first.get(60, TimeUnit.SECONDS);
    }
  }

  /** The victim's locks are gone by themselves; the winner's go with its transaction. */
  private static void crossOver(Connection connection, int id) throws SQLException {
    connection.createStatement().execute("update t set n = 2 where id = " + id);
    connection.rollback();
  }

  @Test
  void aRowThatChangedUnderASnapshotIsAnOutage() throws SQLException {
    try (Connection late = transaction()) {
      late.createStatement().execute("set innodb_snapshot_isolation = 1");
      late.createStatement().executeQuery("select * from t").close();
      jdbc.execute("update t set n = n + 1 where id = 2");
      Failure failure =
          failure(() -> late.createStatement().execute("update t set n = 0 where id = 2"));
      assertThat(failure.reason()).contains("HY000 (error 1020)");
      assertThat(failure.end()).isEqualTo(End.OUTAGE);
    }
  }

  @Test
  void aValueLargerThanAPacketIsPoison() {
    MariaDb.execute("set global max_allowed_packet = 16384");
    try {
      String large = "select '" + "x".repeat(20_000) + "'";
      Failure failure = failure(connected(url, large));
      assertThat(failure.reason()).contains("08S01 (error 1153)");
      assertThat(failure.end()).isEqualTo(End.POISON);
    } finally {
      MariaDb.execute("set global max_allowed_packet = 16777216");
    }
  }

  private static Failure failure(ThrowingCallable action) {
    Throwable thrown = catchThrowable(action);
    assertThat(thrown).isNotNull();
    return FailureClassifier.failure(thrown);
  }

  private static ThrowingCallable connected(String url, String sql) {
    return () -> {
      try (Connection connection = DriverManager.getConnection(url)) {
        connection.createStatement().execute(sql);
      }
    };
  }

  private static ThrowingCallable pooled(String url) {
    return () -> {
      try (HikariDataSource pool = pool(url)) {
        new JdbcTemplate(pool).execute("do 1");
      }
    };
  }

  /** As the application sets it up: it starts without the database, and tries at each use. */
  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setConnectionTimeout(300);
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  private static Connection transaction() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  private static String id(Connection connection) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery("select connection_id()")) {
      row.next();
      return row.getString(1);
    }
  }
}
