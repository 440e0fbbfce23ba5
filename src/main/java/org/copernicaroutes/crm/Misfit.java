package org.copernicaroutes.crm;

/** A value that a column cannot take; the message says why and never quotes the value. */
final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Misfit(String why) {
    super(why);
  }
}
