package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;

/**
 * The external broker cannot be used just now. It has been said in the log already, once for
 * everybody who meets it.
 */
final class BrokerAway extends JMSException {

  private static final long serialVersionUID = 1L;

  BrokerAway(String why, Throwable cause) {
    this(why);
    initCause(cause);
  }

  BrokerAway(String why) {
    super(why);
  }
}
