package org.copernicaroutes.inbox;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same park, at a broker in another process. */
class ExternalParkTest extends ParkTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  @Override
  Bench bench(TransactionOperations database) {
    return PROCESS.bench(database);
  }
}
