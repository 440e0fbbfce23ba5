package org.copernicaroutes.crm;

import java.util.Comparator;
import org.copernicaroutes.event.Event;

/** What one event does to one row, and the mark that lets it. */
record Row(CrmTarget target, Event event, Mark mark, RowChange change) {

  /**
   * One order for all rivals, who would else wait for each other in a circle. A stable sort keeps
   * the order of what is said of one row.
   */
  static final Comparator<Row> BY_ID = Comparator.comparingLong(row -> row.mark().id());

  /** The same row, whoever it is about: a profile and a subprofile may share one. */
  record Id(String target, long id) {}

  Id id() {
    return new Id(mark.target(), mark.id());
  }
}
