package org.copernicaroutes.demo;

/**
 * Where the routes write profiles and subprofiles to. The names come from settings, never from a
 * message.
 */
record CrmTables(Table profiles, Table subprofiles) {

  /**
   * @param key the column that holds the number of the profile or subprofile
   */
  record Table(String table, String key) {

    String select() {
      return "select * from " + table + " where " + key + " = ?";
    }
  }

  Table of(Row row) {
    return row.kind() == Row.Kind.PROFILE ? profiles : subprofiles;
  }
}
