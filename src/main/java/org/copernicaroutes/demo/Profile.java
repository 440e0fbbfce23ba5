package org.copernicaroutes.demo;

import java.util.Map;

/**
 * A row of the demo's database, and what the documented webhooks say of it (copernica-spec.md,
 * sections 2.1 to 2.3).
 *
 * @param interests 1 for on, 0 for off, as in the documented examples
 */
record Profile(long id, Map<String, String> fields, Map<String, Integer> interests) {

  static final long DATABASE = 7;

  /**
   * @param type create or update
   * @param parameters what the change touched
   */
  Form said(String type, Map<String, ?> parameters) {
    return Form.empty()
        .with("type", type)
        .with("profile", id)
        .with("id", id)
        .with("database", DATABASE)
        .with("parameters", parameters)
        .with("fields", fields)
        .with("interests", interests);
  }

  Form deleted() {
    return Form.empty().with("type", "delete").with("profile", id).with("database", DATABASE);
  }
}
