package org.copernicaroutes.inbox;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * One transaction over all databases, which costs nothing where a data source takes its connection
 * at the first statement.
 *
 * <p>They commit one after the other. Where one fails, those before it have committed, those after
 * it roll back, and the caller hears of it. What waits for the commit waits for all of them.
 */
final class EveryDatabase extends AbstractPlatformTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient List<JdbcTransactionManager> databases;

  EveryDatabase(List<DataSource> databases) {
    this.databases = databases.stream().map(EveryDatabase::manager).toList();
    setRollbackOnCommitFailure(true);
  }

  /** The synchronizations of the thread are ours, and end with the last database. */
  private static JdbcTransactionManager manager(DataSource database) {
    JdbcTransactionManager manager = new JdbcTransactionManager(database);
    manager.setTransactionSynchronization(SYNCHRONIZATION_NEVER);
    return manager;
  }

  private record Part(JdbcTransactionManager database, TransactionStatus status) {

    void commit() {
      database.commit(status);
    }

    /** Unless it has committed, or failed to. */
    void rollBack() {
      if (!status.isCompleted()) {
        database.rollback(status);
      }
    }
  }

  private record Parts(List<Part> all) {}

  private static List<Part> parts(Object transaction) {
    return ((Parts) transaction).all();
  }

  @Override
  protected Object doGetTransaction() {
    return new Parts(new ArrayList<>());
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    List<Part> begun = parts(transaction);
    try {
      databases.forEach(next -> begun.add(new Part(next, next.getTransaction(definition))));
    } catch (RuntimeException | Error e) {
      rollBack(begun);
      throw e;
    }
  }

  /** What does not commit is followed by {@link #doRollback}. */
  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    parts(status.getTransaction()).forEach(Part::commit);
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    rollBack(parts(status.getTransaction()));
  }

  /** All of them, also when one fails, as where its server is away. */
  private static void rollBack(List<Part> parts) {
    RuntimeException failure = null;
    for (Part part : parts) {
      try {
        part.rollBack();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
