package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

  private static final Column TEXT =
      new Column("c", Types.VARCHAR, "varchar", 5, 0, true, Column.Untold.NOTHING);
  private static final Column SMALL =
      new Column("c", Types.SMALLINT, "int2", 5, 0, true, Column.Untold.NOTHING);
  private static final Column BIG =
      new Column("c", Types.BIGINT, "int8", 19, 0, true, Column.Untold.NOTHING);
  private static final Column MONEY =
      new Column("c", Types.NUMERIC, "numeric", 6, 2, true, Column.Untold.NOTHING);
  private static final Column REAL =
      new Column("c", Types.DOUBLE, "float8", 17, 17, true, Column.Untold.NOTHING);
  private static final Column FLAG =
      new Column("c", Types.BIT, "bool", 1, 0, true, Column.Untold.NOTHING);
  private static final Column DAY =
      new Column("c", Types.DATE, "date", 13, 0, true, Column.Untold.NOTHING);
  private static final Column AT =
      new Column("c", Types.TIMESTAMP, "timestamp", 29, 6, true, Column.Untold.NOTHING);
  private static final Column INSTANT =
      new Column("c", Types.TIMESTAMP, "timestamptz", 35, 6, true, Column.Untold.NOTHING);
  private static final Column STRICT =
      new Column("c", Types.INTEGER, "int4", 10, 0, false, Column.Untold.NOTHING);

  private final Conversion conversion = new Conversion(ZoneId.of("Europe/Amsterdam"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12         | 12",
        "' 12 '     | 12",
        "12.00      | 12.00",
        "-0.5       | -0.5",
        "+3         | 3",
        "12,5       | 12.5",
        "0,125      | 0.125",
        "1.234,5    | 1234.5",
        "1.234.567,125 | 1234567.125",
        "1,2345     | 1.2345",
        "1234,5     | 1234.5",
        "12,50      | 12.50",
        "-1.234,50  | -1234.50",
        "1.234      | 1.234",
        ".5         | 0.5",
      })
  void readsNumbersWithAPointAndDutchOnesThatAreClear(String text, String number) {
    Column any = new Column("c", Types.NUMERIC, "numeric", 0, 0, true, Column.Untold.NOTHING);
    assertThat(conversion.convert(any, text)).hasToString(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234    | its comma is not clearly a decimal one",
        "1,234.56 | its comma is not clearly a decimal one",
        "12.34,5  | its comma is not clearly a decimal one",
        "1.234.567 | it is not a number",
        "1 234    | it is not a number",
        "€ 5      | it is not a number",
        "12 euro  | it is not a number",
        "1e5      | it is not a number",
        "0.125    | it has 3 digits after the point",
        "12345    | the number is too large",
      })
  void refusesNumbersThatAreUnclearOrWouldLoseSomething(String text, String why) {
    assertThatThrownBy(() -> conversion.convert(MONEY, text))
        .isInstanceOf(Misfit.class)
        .hasMessage(why);
  }

  @Test
  void refusesWhatAWholeNumberCannotHold() {
    assertThatThrownBy(() -> conversion.convert(SMALL, "32768"))
        .hasMessage("the number is too large");
    assertThatThrownBy(() -> conversion.convert(BIG, "9223372036854775808"))
        .hasMessage("the number is too large");
    assertThatThrownBy(() -> conversion.convert(BIG, "1.5")).hasMessage("it is not a whole number");
    assertThat(conversion.convert(SMALL, "-32768")).isEqualTo(-32768L);
    assertThat(conversion.convert(REAL, "0,5")).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "1,true",
    "TRUE,true",
    "yes,true",
    "On,true",
    "ja,true",
    "0,false",
    "false,false",
    "no,false",
    "off,false",
    "nee,false",
    "'',false"
  })
  void readsTheWordsForOnAndOff(String word, boolean on) {
    assertThat(conversion.convert(FLAG, word)).isEqualTo(on);
  }

  @Test
  void refusesOtherWordsForOnAndOff() {
    assertThatThrownBy(() -> conversion.convert(FLAG, "perhaps"))
        .isInstanceOf(Misfit.class)
        .hasMessageNotContaining("perhaps");
  }

  @Test
  void readsTimesAsCopernicaWritesThem() {
    LocalDateTime time = LocalDateTime.parse("2025-02-03T04:05:06");
    assertThat(conversion.convert(AT, "2025-02-03 04:05:06")).isEqualTo(time);
    assertThat(conversion.convert(AT, "2025-02-03"))
        .isEqualTo(LocalDateTime.parse("2025-02-03T00:00"));
    assertThat(conversion.convert(DAY, "2025-02-03 04:05:06"))
        .isEqualTo(LocalDate.parse("2025-02-03"));
    assertThat(conversion.convert(INSTANT, "2025-02-03 04:05:06"))
        .isEqualTo(OffsetDateTime.parse("2025-02-03T04:05:06+01:00"));
    assertThat(conversion.convert(AT, OffsetDateTime.parse("2025-02-03T03:05:06Z")))
        .isEqualTo(time);
    assertThatThrownBy(() -> conversion.convert(AT, "03-02-2025")).isInstanceOf(Misfit.class);
    assertThatThrownBy(() -> conversion.convert(DAY, "2025-02-30")).isInstanceOf(Misfit.class);
  }

  @Test
  void makesNullOfWhatIsEmptyWhereTheTypeNeedsItAndRefusesItWhereNullIsNot() {
    assertThat(conversion.convert(BIG, " ")).isNull();
    assertThat(conversion.convert(DAY, "0000-00-00")).isNull();
    assertThat(conversion.convert(AT, "0000-00-00 00:00:00")).isNull();
    assertThat(conversion.convert(TEXT, "")).isEqualTo("");
    assertThatThrownBy(() -> conversion.convert(STRICT, ""))
        .hasMessage("it is empty or missing, and the column takes no null");
  }

  @Test
  void countsCharactersAndNotBytes() {
    assertThat(conversion.convert(TEXT, "Zoë😀!")).isEqualTo("Zoë😀!");
    assertThatThrownBy(() -> conversion.convert(TEXT, "Zoë😀!!")).hasMessage("it has 6 characters");
    assertThatThrownBy(() -> conversion.convert(TEXT, "a\0"))
        .hasMessage("it holds a NUL character");
  }

  @Test
  void writesEverythingIntoText() {
    Column wide =
        new Column("c", Types.VARCHAR, "text", Integer.MAX_VALUE, 0, true, Column.Untold.NOTHING);
    assertThat(conversion.convert(wide, 7L)).isEqualTo("7");
    assertThat(conversion.convert(wide, true)).isEqualTo("true");
    assertThat(conversion.convert(wide, LocalDateTime.parse("2025-02-03T04:05")))
        .isEqualTo("2025-02-03 04:05:00");
  }
}
