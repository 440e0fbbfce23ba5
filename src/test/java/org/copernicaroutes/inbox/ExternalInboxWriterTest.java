package org.copernicaroutes.inbox;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/** The same writing, to a broker in another process. */
class ExternalInboxWriterTest extends InboxWriterTest {

  @RegisterExtension static final OwnProcess PROCESS = new OwnProcess();

  private boolean opened;

  /** A restart of ours is one of the broker as well. */
  @Override
  Bench bench() {
    if (opened) {
      PROCESS.kill();
    }
    opened = true;
    return PROCESS.bench(TransactionOperations.withoutTransaction());
  }
}
