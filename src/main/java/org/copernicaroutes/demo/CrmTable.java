package org.copernicaroutes.demo;

/**
 * Where the routes write profiles to. The names come from settings, never from a message.
 *
 * @param key the column that holds the number of the profile
 */
record CrmTable(String name, String key) {

  String select() {
    return "select * from " + name + " where " + key + " = ?";
  }
}
