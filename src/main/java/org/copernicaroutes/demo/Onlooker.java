package org.copernicaroutes.demo;

import java.util.List;

/**
 * Stands at one end of the receiver and tells what comes out there. It changes nothing.
 *
 * <p>Used by one thread, the player's.
 */
interface Onlooker {

  enum Name {
    CRM,
    MAIL,
    TARGET
  }

  Name name();

  /** Looks at how things are before this act, so that what comes next is news. */
  void before(Act act);

  /** A sentence for each thing that came since the last look. */
  List<String> news();
}
