package org.copernicaroutes.inbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What MariaDB says by number, where one SQLState of it stands for many things. */
final class MariaDbErrors {

  /** A row that this one refers to is missing, or rows still refer to this one. */
  private static final Set<Integer> MISSING_ROW = Set.of(1451, 1452);

  /**
   * Changed since it was read, disk full, too many connections, table full, no more threads, too
   * many connections of this user, lock wait time-out, limit of this user, read-only (a replica
   * after a fail-over), query killed, definition of a table changed, to be prepared again,
   * read-only mode, connection killed, statement took too long.
   */
  private static final Set<Integer> PASSING =
      Set.of(
          1020, 1021, 1040, 1114, 1135, 1203, 1205, 1226, 1290, 1317, 1412, 1615, 1836, 1927, 1969);

  /** Longer than a packet may be, a word that an enumeration lacks, raised by a trigger. */
  private static final Set<Integer> POISON = Set.of(1153, 1265, 1644);

  /** As many values as columns; its class, 21, is that of rows too many. */
  private static final Set<Integer> MISCONFIGURED = Set.of(1136);

  private static final Set<Integer> PERMISSION = Set.of(1044, 1142, 1143, 1227, 1370);

  private static final int NO_DATABASE = 1049;

  private MariaDbErrors() {}

  /** Null: nothing that its SQLState does not say. */
  static @Nullable End end(int number) {
    if (MISSING_ROW.contains(number)) {
      return End.NOT_YET;
    }
    if (PASSING.contains(number)) {
      return End.OUTAGE;
    }
    if (POISON.contains(number)) {
      return End.POISON;
    }
    return MISCONFIGURED.contains(number) ? End.MISCONFIGURED : null;
  }

  /** Null: nothing that its SQLState does not say. */
  static @Nullable String advice(int number, String settings) {
    if (PERMISSION.contains(number)) {
      return ": grant the user of " + settings + " what the route does";
    }
    return number == NO_DATABASE
        ? ": there is no database of the name in " + settings + ".url"
        : null;
  }

  /** H2 and PostgreSQL have no such numbers. */
  static String inWords(int number) {
    return number >= 1000 && number < 5000 ? " (error " + number + ")" : "";
  }
}
