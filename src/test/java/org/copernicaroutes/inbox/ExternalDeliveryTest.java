package org.copernicaroutes.inbox;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same deliveries, from a broker in another process. */
class ExternalDeliveryTest extends DeliveryTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  @Override
  Bench bench(TransactionOperations transactions) {
    return PROCESS.bench(transactions);
  }
}
