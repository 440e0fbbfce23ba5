package org.copernicaroutes.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrmTargetTest {

  @Test
  void deletesUnlessItIsToldOtherwise() {
    assertThat(Targets.parse("contacts", "id", "a=b", "").onDelete().kind())
        .isEqualTo(OnDelete.Kind.DELETE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''       | id | a=b  | delete  | table: is empty",
        "contacts | '' | a=b  | delete  | key: is empty",
        "contacts | id | ''   | delete  | columns: is empty",
        "contacts | id | ID=b | delete  | `id` is the key",
        "contacts | id | a=b  | delet   | onDelete: unknown `delet`; did you mean `delete`?",
        "contacts | id | a=b  | flag:   | onDelete: unknown `flag:`",
        "contacts | id | a=b  | flag:a  | `a` is filled by key or columns already",
        "contacts | id | a=b  | flag:id | `id` is filled by key or columns already",
        "contacts | 'a, id' | a=b  | '' | `a` is filled from field b, which may change. Take",
        "contacts | 'a, id' | a=@modified | '' | from the event's modified, which may change",
        "contacts | 'x, y' | a=b  | '' | one of `x`, `y` takes the id by itself, and all others",
        "contacts | 'a, b' | 'a=@account, b=@subject' | '' | leave that one out there",
        "contacts | a b, | a=b    | '' | key: expected a column before `the end`",
        "contacts | 'a, id' | a=@account | flag:A | `A` is filled by key or columns already",
      })
  void refusesWhatCannotBeMeant(
      String table, String key, String columns, String onDelete, String message) {
    assertThatThrownBy(() -> Targets.parse(table, key, columns, onDelete))
        .hasMessageContaining(message);
  }

  @Test
  void fillsTheOwnerByItself() {
    assertThat(Targets.orders("nr", "a=b", "delete").columnNames())
        .containsExactly("nr", "a", "owner_id");
    assertThatThrownBy(() -> Targets.orders("nr", "OWNER_ID=@profile", "delete"))
        .hasMessageContaining("owner: `owner_id` is filled with the profile's id by itself");
    assertThatThrownBy(() -> Targets.orders("owner_id", "a=b", "delete"))
        .hasMessageContaining("leave it out of columns and owner");
    assertThatThrownBy(() -> Targets.orders("nr", "a=b", "flag:owner_id"))
        .hasMessageContaining("the flag needs its own");
  }

  @Test
  void saysWhatMayBecomeOfAMissingField() {
    Map<String, String> parameters =
        Map.of("table", "t", "key", "id", "columns", "a=b", "onMissing", "claer");
    assertThatThrownBy(() -> CrmTarget.parse(parameters))
        .hasMessage("onMissing: unknown `claer`; did you mean `clear`? Known are keep, clear");
    assertThatThrownBy(() -> Targets.orders("nr", "a=b", "flag"))
        .hasMessage("onDelete: unknown `flag`. Known are delete, flag:<column>, ignore");
  }
}
