package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.copernicaroutes.crm.ColumnMapping.Assignment;
import org.copernicaroutes.crm.Source.Field;
import org.copernicaroutes.crm.Source.Interest;
import org.copernicaroutes.crm.Source.Literal;
import org.copernicaroutes.crm.Source.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMappingTest {

  @Test
  void readsEveryKindOfSource() {
    assertThat(
            ColumnMapping.parse(
                    "name=name, email = mail,newsletter=interest:news, changed_at=@modified,\n"
                        + " owner_id=@profile, brand='acme'")
                .assignments())
        .containsExactly(
            new Assignment("name", new Field("name")),
            new Assignment("email", new Field("mail")),
            new Assignment("newsletter", new Interest("news")),
            new Assignment("changed_at", new Property("modified")),
            new Assignment("owner_id", new Property("profile")),
            new Assignment("brand", new Literal("acme")));
  }

  @Test
  void readsOddNamesInQuotes() {
    assertThat(
            ColumnMapping.parse(
                    "\"last, first\"=\"a=b\", x=\"say \"\"hi\"\"\", y=interest:\"a, b\", z='it''s'")
                .assignments())
        .containsExactly(
            new Assignment("last, first", new Field("a=b")),
            new Assignment("x", new Field("say \"hi\"")),
            new Assignment("y", new Interest("a, b")),
            new Assignment("z", new Literal("it's")));
  }

  @Test
  void readsNamesWithSpacesDotsAndSignsWithoutQuotes() {
    assertThat(ColumnMapping.parse("first_name=first name, p=100% + tax & co?#").assignments())
        .extracting(Assignment::source)
        .isEqualTo(List.of(new Field("first name"), new Field("100% + tax & co?#")));
  }

  @Test
  void quotesMakeAFieldNameOfAnything() {
    assertThat(ColumnMapping.parse("a=\"interest:news\", b=\"@modified\", c=field:x").assignments())
        .extracting(Assignment::source)
        .isEqualTo(List.of(new Field("interest:news"), new Field("@modified"), new Field("x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "changed=@modifed            | unknown `@modifed`; did you mean `modified`?",
        "news=intrest:news           | unknown kind `intrest:`; did you mean `interest`?",
        "name                        | column `name` has no source",
        "name=                       | expected the source of column `name` before `the end`",
        "name=name,                  | expected a column before `the end`",
        "name=name, name=mail        | column `name` is filled twice",
        "name=name, Name=mail        | column `Name` is filled twice",
        "a='x' b=c                   | expected a comma before `b=c`",
        "a=b=c                       | expected a comma before `=c`",
        "a='x                        | the quote is not closed in `'x`",
      })
  void saysWhatIsWrongAndWhatWasMeant(String columns, String message) {
    assertThatThrownBy(() -> ColumnMapping.parse(columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("columns: ")
        .hasMessageContaining(message);
  }
}
