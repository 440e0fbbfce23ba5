package org.copernicaroutes.crm;

/** A value that a column cannot take; the message says why and never quotes the value. */
final class Misfit extends RuntimeException {

  /** The end of what is advised, behind what to change in the table. */
  static final String REMEDY =
      " and retry this event; or correct the value at Copernica, which tells of that anew, and discard"
          + " this one.";

  private static final long serialVersionUID = 1L;

  Misfit(String why) {
    super(why);
  }
}
