package org.copernicaroutes.demo;

import java.util.Map;

/**
 * A row of the demo's collection, and what the documented webhooks say of it (copernica-spec.md,
 * sections 2.4 to 2.6).
 */
record Subprofile(long id, long profile, Map<String, String> fields) {

  static final long COLLECTION = 3;

  /** The examples carry an {@code id} that is nobody's number; who trusts it gets lost. */
  private static final long ID_OF_THE_EXAMPLES = 12;

  /**
   * @param type create or update
   * @param parameters what the change touched
   */
  Form said(String type, Map<String, ?> parameters) {
    return Form.empty()
        .with("type", type)
        .with("subprofile", id)
        .with("id", ID_OF_THE_EXAMPLES)
        .with("profile", profile)
        .with("database", Profile.DATABASE)
        .with("collection", COLLECTION)
        .with("parameters", parameters)
        .with("fields", fields);
  }

  /** Without a database, as in the documented example. */
  Form deleted() {
    return Form.empty()
        .with("type", "delete")
        .with("subprofile", id)
        .with("profile", profile)
        .with("collection", COLLECTION);
  }
}
