package org.copernicaroutes.crm;

import java.util.List;

/** All CRM databases, that of spring.datasource first. */
record CrmDatabases(List<CrmDatabase> all) {

  CrmDatabases {
    all = List.copyOf(all);
  }
}
