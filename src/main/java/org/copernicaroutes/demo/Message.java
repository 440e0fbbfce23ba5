package org.copernicaroutes.demo;

/**
 * A mail that Copernica sent for its customer, and what the documented webhooks say of it
 * (copernica-spec.md, section 2.7).
 *
 * @param id Copernica's, opaque
 */
record Message(String id, String recipient) {

  /** An address of the block that is set aside for documentation (RFC 5737). */
  private static final String READER = "192.0.2.7";

  Form opened() {
    return happened("open").with("ip", READER);
  }

  Form clicked(String url) {
    return happened("click").with("ip", READER).with("original", url);
  }

  private Form happened(String type) {
    return Form.empty().with("id", id).with("type", type).with("recipient", recipient);
  }
}
