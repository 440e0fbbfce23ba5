package org.copernicaroutes.crm;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import org.copernicaroutes.words.NearestWord;

/** Those who write to the CRM databases, by the database's name. */
record CrmWriters(Map<String, CrmWriter> byName) {

  CrmWriters {
    byName = Map.copyOf(byName);
  }

  static CrmWriters to(CrmDatabases databases, RowChanges changes, MeterRegistry meters) {
    return new CrmWriters(
        databases.all().stream()
            .collect(
                Collectors.toMap(CrmDatabase::name, each -> new CrmWriter(each, changes, meters))));
  }

  /**
   * @throws IllegalArgumentException with the nearest known name
   */
  CrmWriter of(String database) {
    CrmWriter writer = byName.get(database);
    if (writer == null) {
      throw new IllegalArgumentException(
          "database: there is none named `" + database + "`" + hint(database));
    }
    return writer;
  }

  private String hint(String database) {
    String nearest = NearestWord.clause(database, byName.keySet());
    return nearest.isEmpty()
        ? "; there are " + byName.keySet().stream().sorted().collect(Collectors.joining(", "))
        : nearest;
  }
}
