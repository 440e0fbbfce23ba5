package org.copernicaroutes.crm;

import org.copernicaroutes.event.Event;

/** What one event does to one row, and the mark that lets it. */
record Row(CrmTarget target, Event event, Mark mark, RowChange change) {

  /** The same row, whoever it is about: a profile and a subprofile may share one. */
  record Id(String target, long id) {}

  Id id() {
    return new Id(mark.target(), mark.id());
  }
}
