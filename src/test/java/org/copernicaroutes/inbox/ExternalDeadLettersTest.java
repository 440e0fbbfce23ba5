package org.copernicaroutes.inbox;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same dead letters, at a broker in another process. */
class ExternalDeadLettersTest extends DeadLettersTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  @Override
  Bench bench() {
    return PROCESS.bench(TransactionOperations.withoutTransaction());
  }
}
