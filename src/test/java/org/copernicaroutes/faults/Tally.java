package org.copernicaroutes.faults;

import java.util.Set;
import org.copernicaroutes.faults.Ledger.End;
import org.copernicaroutes.faults.Ledger.Fate;
import org.copernicaroutes.support.PackagedApp;

/** One line of the report. */
record Tally(
    String scenario,
    long sent,
    long acknowledged,
    long refused,
    long turnedAway,
    long unanswered,
    long forged,
    long rows,
    long mails,
    long forwards,
    long repeated,
    long parked,
    long waiting,
    long lost,
    long unproven) {

  static final String HEAD =
      """
      | Scenario | Sent | Acknowledged | 400, 401 | 503 | Unanswered | Forged | Rows | Mails | Forwards | Repeated | Parked | Waiting | Lost | Unproven |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

  static Tally of(String scenario, Ledger ledger, Surroundings around, PackagedApp app) {
    Set<Long> all = around.applied();
    Set<Long> applied = ledger.mine(all);
    Set<Long> forged = ledger.events(Fate.FORGED);
    return new Tally(
        scenario,
        ledger.sent(),
        ledger.count(Fate.ACKNOWLEDGED),
        ledger.count(Fate.REFUSED),
        ledger.count(Fate.TURNED_AWAY),
        ledger.count(Fate.UNANSWERED),
        forged.size(),
        count(applied, End.ROW),
        count(applied, End.MAIL),
        count(applied, End.FORWARD),
        around.repeated(applied),
        (long) app.metric("copernica_waiting{queue=\"dead.")
            - (long) app.metric("copernica_waiting{queue=\"dead.unverified"),
        (long) app.metric("copernica_waiting{")
            - (long) app.metric("copernica_waiting{queue=\"dead."),
        ledger.missing(all).size(),
        forged.stream().filter(applied::contains).count());
  }

  private static long count(Set<Long> events, End end) {
    return events.stream().filter(e -> End.of(e) == end).count();
  }

  @Override
  public String toString() {
    return "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(
            scenario,
            sent,
            acknowledged,
            refused,
            turnedAway,
            unanswered,
            forged,
            rows,
            mails,
            forwards,
            repeated,
            parked,
            waiting,
            lost,
            unproven);
  }
}
