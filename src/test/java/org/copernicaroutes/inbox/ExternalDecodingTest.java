package org.copernicaroutes.inbox;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same decoding, from a broker in another process. */
class ExternalDecodingTest extends DecodingTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  @Override
  Bench bench() {
    return PROCESS.bench(TransactionOperations.withoutTransaction());
  }
}
