package org.copernicaroutes.crm;

import org.copernicaroutes.event.Event;

/** Brings one row of a CRM table to what an event says. */
interface RowWriter {

  void write(CrmTarget target, Event event);

  /**
   * Before the next statement of the caller's transaction at the latest, so that the rows of many
   * events share a few round trips. The commit may then fail for a row.
   */
  void writeWithOthers(CrmTarget target, Event event);
}
