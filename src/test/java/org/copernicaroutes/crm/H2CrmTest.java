package org.copernicaroutes.crm;

import java.util.UUID;

class H2CrmTest extends NumberingCrmContract {

  @Override
  String url() {
    return "jdbc:h2:mem:"
        + UUID.randomUUID()
        + ";CASE_INSENSITIVE_IDENTIFIERS=FALSE;LOCK_TIMEOUT=20000";
  }

  /** It computes such columns when they are read. */
  @Override
  String spoken(String standard) {
    return standard.replace(" stored", "");
  }
}
