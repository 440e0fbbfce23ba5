package org.copernicaroutes.crm;

/** The guard's row: which version was applied last to one row of one table. */
record Mark(String target, long account, String subject, long id, Version version) {

  /** The subject of the mark of a profile that owns rows: the delete that was applied to them. */
  static final String OWNER = "owner";
}
