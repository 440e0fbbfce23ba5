package org.copernicaroutes.crm;

import java.util.UUID;

class H2CrmTest extends CrmContract {

  @Override
  String url() {
    return "jdbc:h2:mem:" + UUID.randomUUID() + ";CASE_INSENSITIVE_IDENTIFIERS=FALSE";
  }
}
