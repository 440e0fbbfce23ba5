package org.copernicaroutes.crm;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.copernicaroutes.words.NearestWord;

/** Those who write to the CRM databases, by the database's name. */
record CrmWriters(Map<String, RowWriter> byName) {

  CrmWriters {
    byName = Map.copyOf(byName);
  }

  static CrmWriters to(CrmDatabases databases, RowChanges changes, MeterRegistry meters) {
    return to(databases, each -> new CrmWriter(each, changes, meters));
  }

  static CrmWriters to(CrmDatabases databases, Function<CrmDatabase, RowWriter> writer) {
    return new CrmWriters(
        databases.all().stream().collect(Collectors.toMap(CrmDatabase::name, writer)));
  }

  /**
   * @throws IllegalArgumentException with the nearest known name
   */
  RowWriter of(String database) {
    RowWriter writer = byName.get(database);
    if (writer == null) {
      throw new IllegalArgumentException(
          "database: there is none named `"
              + database
              + "`; "
              + NearestWord.hintOrAll(database, byName.keySet()));
    }
    return writer;
  }
}
