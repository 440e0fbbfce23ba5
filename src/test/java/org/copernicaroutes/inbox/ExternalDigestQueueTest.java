package org.copernicaroutes.inbox;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same digests, from a broker in another process. */
class ExternalDigestQueueTest extends DigestQueueTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  @Override
  Bench bench(Path directory) {
    return PROCESS.bench(TransactionOperations.withoutTransaction());
  }
}
