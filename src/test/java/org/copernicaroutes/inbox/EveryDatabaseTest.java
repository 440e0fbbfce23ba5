package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class EveryDatabaseTest {

  private final List<Connection> taken = new ArrayList<>();
  private final DataSource first = database();
  private final DataSource second = database();
  private final DataSource third = database();
  private final TransactionTemplate transaction =
      new TransactionTemplate(new EveryDatabase(List.of(first, second, third)));

  private DataSource database() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    new JdbcTemplate(source).execute("create table words (word varchar(9))");
    LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
    lazy.setTargetDataSource(counted(source));
    lazy.setDefaultAutoCommit(true);
    lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return lazy;
  }

  private DataSource counted(DataSource source) {
    return new DelegatingDataSource(source) {
      @Override
      public Connection getConnection() throws SQLException {
        taken.add(super.getConnection());
        return taken.get(taken.size() - 1);
      }
    };
  }

  private static void write(DataSource database, String word) {
    new JdbcTemplate(database).update("insert into words values (?)", word);
  }

  private static List<String> words(DataSource database) {
    return new JdbcTemplate(database).queryForList("select word from words", String.class);
  }

  /** As when its server is restarted. */
  private void lose(int connection) {
    try {
      taken.get(connection).close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void allCommitTogether() {
    transaction.executeWithoutResult(
        status -> {
          write(first, "one");
          write(third, "three");
        });
    assertThat(words(first)).containsExactly("one");
    assertThat(words(third)).containsExactly("three");
  }

  @Test
  void allRollBackTogether() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      write(first, "one");
                      write(second, "two");
                      throw new IllegalStateException("the step after that");
                    }))
        .hasMessage("the step after that");
    assertThat(words(first)).isEmpty();
    assertThat(words(second)).isEmpty();
  }

  @Test
  void whereOneDoesNotCommitThoseAfterItRollBackAndTheCallerHearsOfIt() {
    List<String> said = new ArrayList<>();
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      write(first, "one");
                      write(second, "two");
                      write(third, "three");
                      onceCommitted(() -> said.add("committed"));
                      lose(1);
                    }))
        .hasMessageContaining("JDBC commit");
    assertThat(words(first)).containsExactly("one");
    assertThat(words(third)).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void oneThatIsAwayKeepsNoOtherFromRollingBack() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      write(first, "one");
                      write(second, "two");
                      lose(0);
                      throw new IllegalStateException("the step after that");
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(words(second)).isEmpty();
  }

  @Test
  void whatWaitsForTheCommitWaitsForAllOfThem() {
    List<String> seen = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          onceCommitted(() -> seen.addAll(words(third)));
          write(third, "three");
        });
    assertThat(seen).containsExactly("three");
  }

  @Test
  void oneThatIsNotUsedLendsNoConnection() {
    transaction.executeWithoutResult(status -> write(second, "two"));
    assertThat(taken).hasSize(1);
  }

  private static void onceCommitted(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
