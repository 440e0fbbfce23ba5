package org.copernicaroutes.crm;

import org.copernicaroutes.event.Event;

/** What one event does to one row, and the mark that lets it. */
record Row(CrmTarget target, Event event, Mark mark, RowChange change) {

  /** Equal for two events about the same row. */
  record Id(String target, long account, String subject, long id) {}

  Id id() {
    return new Id(mark.target(), mark.account(), mark.subject(), mark.id());
  }
}
