package org.copernicaroutes.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where the CRM database is, and who asks. */
record CrmAddress(String url, String user, String password) {

  Connection connect() {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException e) {
      throw new IllegalStateException("The demo cannot open its CRM database " + url + ".", e);
    }
  }

  /** Not the password. */
  @Override
  public String toString() {
    return url;
  }
}
