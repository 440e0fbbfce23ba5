package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.support.MariaDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

class MariaDbCrmTest extends CrmContract {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

  @Override
  String url() {
    return MariaDb.newDatabase();
  }

  /** Names in backticks, and its own words for times with and without a zone. */
  @Override
  String spoken(String standard) {
    return QUOTED
        .matcher(standard)
        .replaceAll(
            name -> Matcher.quoteReplacement("`" + name.group(1).replace("\"\"", "\"") + "`"))
        .replace("timestamp with time zone", "instant")
        .replace("timestamp", "datetime(6)")
        .replace("instant", "timestamp(6) null")
        .replace("int array", "point")
        .replace("generated always as identity", "auto_increment");
  }

  private void reconnect(String url) {
    pool.close();
    connect(url);
  }

  @Test
  void quotesABacktickInAName() {
    jdbc.execute("create table `a``b` (id bigint, `c``d` text)");
    writer.write(target("a`b", "c`d=name"), update(7, 1, Map.of("name", "Ann")));
    assertThat(jdbc.queryForObject("select `c``d` from `a``b`", String.class)).isEqualTo("Ann");
  }

  @Test
  void aColumnNamedAsOursAreIsTheTables() {
    jdbc.execute(
        "create table marks (kind bigint, changed text, target text, copernica_applied text)");
    CrmTarget marks =
        Targets.parse(
            "marks", "kind", "changed=name, target=name, copernica_applied=name", "delete");
    writer.write(marks, update(7, 1, Map.of("name", "Ann")));
    writer.write(marks, update(7, 2, Map.of("name", "Bea")));
    assertThat(jdbc.queryForMap("select * from marks"))
        .containsValues(7L, "Bea")
        .doesNotContainValue("Ann");
  }

  @Test
  void leavesTheRowOfAnotherProfileAloneWhoseMailAddressItTakes() {
    jdbc.execute("alter table contacts add unique (mail)");
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann", "mail", "a@example.org")));
    Map<String, String> same = Map.of("name", "Bea", "mail", "A@example.org");
    assertThatThrownBy(() -> writer.write(CONTACTS, update(8, 1, same)))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(jdbc.queryForList("select name from contacts", String.class)).containsExactly("Ann");
  }

  @Test
  void makesNoSecondRowWhereTheDriverCountsChangesOnly() {
    reconnect(pool.getJdbcUrl() + "&useAffectedRows=true");
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann")));
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Ann")));
    writer.write(CONTACTS, update(7, 2, Map.of("name", "Ann")));
    assertThat(jdbc.queryForList("select name from contacts", String.class)).containsExactly("Ann");
  }

  @Test
  void takesStatementsPreparedByTheServer() {
    reconnect(pool.getJdbcUrl() + "&useServerPrepStmts=true");
    writer.write(CONTACTS, update(7, 2, Map.of("name", "New")));
    writer.write(CONTACTS, update(7, 1, Map.of("name", "Old")));
    assertThat(jdbc.queryForList("select name from contacts", String.class)).containsExactly("New");
  }

  @Test
  void understandsTheTypesThatAreItsOwn() {
    jdbc.execute(
        "create table typed (id bigint unsigned primary key, tiny tinyint(1), one bit(1),"
            + " large int unsigned, huge bigint unsigned, born year, mood enum('happy', 'sad'),"
            + " doc json, words longtext, at datetime(6), ip inet6)");
    CrmTarget typed =
        target(
            "typed",
            "tiny=on, one=on, large=large, huge=huge, born=born, mood=mood, doc=doc, words=mood,"
                + " at=at, ip=ip");
    Map<String, String> fields =
        Map.of(
            "on",
            "ja",
            "large",
            "4294967295",
            "huge",
            "18446744073709551615",
            "born",
            "1984",
            "mood",
            "happy",
            "doc",
            "{\"a\": 1}",
            "at",
            "2025-02-03T04:05:06.123456",
            "ip",
            "::1");
    writer.write(typed, update(7, 1, fields));
    assertThat(
            jdbc.queryForObject(
                "select concat_ws('|', tiny, one + 0, large, huge, born, mood, doc, words, at, ip)"
                    + " from typed",
                String.class))
        .isEqualTo(
            "1|1|4294967295|18446744073709551615|1984|happy|{\"a\": 1}|happy"
                + "|2025-02-03 04:05:06.123456|::1");
    writer.write(typed, update(7, 2, Map.of("mood", "", "born", "", "huge", "", "on", "")));
    assertThat(jdbc.queryForMap("select mood, born, huge, tiny, one + 0 as one, words from typed"))
        .containsEntry("mood", null)
        .containsEntry("born", null)
        .containsEntry("huge", null)
        .containsEntry("tiny", false)
        .containsEntry("words", "");
  }

  @Test
  void anEnumerationThatTakesNoNullBeginsWithItsFirstWord() {
    jdbc.execute("create table moody (id bigint, name text, mood enum('new', 'old') not null)");
    writer.write(target("moody", "name=name"), update(7, 1, Map.of("name", "Ann")));
    assertThat(jdbc.queryForMap("select * from moody")).containsEntry("mood", "new");
  }

  @ParameterizedTest
  @CsvSource({"bit(8)", "varbinary(9)", "geometry", "blob"})
  void refusesATypeThatHoldsNoText(String type) {
    jdbc.execute("alter table contacts add odd " + type);
    thrownBy(writer, target("contacts", "odd=name"), update(7, 1, Map.of()))
        .hasMessageContaining("cannot be filled from text")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(9) character set utf8mb3, 🍵, 22007",
    "enum('happy'), secret, 01000",
    "int unsigned, -12345, 22003",
    "tinytext,"
        + " €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€,"
        + " 22001",
    "datetime, 9999-12-31T23:59:60, ''"
  })
  void parksWhatWouldBeMangledThoughTheServerWouldMangleIt(
      String type, String value, String state) {
    jdbc.execute("alter table contacts add odd " + type);
    thrownBy(writer, target("contacts", "odd=odd"), update(7, 1, Map.of("odd", value)))
        .hasMessageContaining(state)
        .hasMessageNotContaining(value)
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.POISON);
    assertThat(jdbc.queryForList("select id from contacts")).isEmpty();
  }

  @Test
  void anInstantIsTheSameOneAlsoInTheHourThatComesTwice() {
    jdbc.execute("create table moments (id bigint, at timestamp(6) null, wall datetime)");
    writer.write(
        target("moments", "at=@time, wall=@modified"),
        event(1).profile(7L).time(OffsetDateTime.parse("2025-10-26T02:30:00+02:00")).build());
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      writer.write(
          target("moments", "at=@time, wall=@modified"),
          event(1).profile(8L).time(OffsetDateTime.parse("2025-10-26T02:30:00+01:00")).build());
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(
            jdbc.queryForList(
                "select concat(unix_timestamp(at), ' ', wall) from moments order by id",
                String.class))
        .containsExactly(
            "1761438600.000000 2025-06-01 12:00:01", "1761442200.000000 2025-06-01 12:00:01");
  }

  @Test
  void saysThatTheUrlNamesNoDatabase() {
    reconnect(MariaDb.url(""));
    thrownBy(writer(false), CONTACTS, update(7, 1, Map.of()))
        .hasMessageContaining("names no database")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void saysWhatToGrantToAUserWhoMayNotMakeOurTable() {
    String database = jdbc.queryForObject("select database()", String.class);
    MariaDb.execute("create or replace user writer identified by 'writer'");
    MariaDb.execute("grant select, insert, update, delete on " + database + ".* to writer");
    reconnect(MariaDb.url(database, "writer"));
    thrownBy(writer(true), CONTACTS, update(7, 1, Map.of("name", "Ann")))
        .hasMessageContaining("Grant this user CREATE")
        .hasMessageContaining("engine=InnoDB")
        .extracting(DeliveryFailure::end)
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void seesWhatWasCommittedSinceTheTransactionBegan() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }
  }
}
