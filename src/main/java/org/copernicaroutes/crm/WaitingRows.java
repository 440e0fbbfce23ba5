package org.copernicaroutes.crm;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.copernicaroutes.inbox.DatabaseAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A connection on which rows wait for each other: they are written together, before anything else
 * is asked of the connection and before it commits. So every statement sees what came before it.
 *
 * <p>Once that failed nothing commits: whoever asked may not know whose rows they were, and not all
 * databases undo a transaction for it.
 */
final class WaitingRows implements InvocationHandler {

  /** Writes rows of one target; what several say of the same row, in their order. */
  interface Writer {
    void write(Connection connection, List<Row> rows);
  }

  private final Connection connection;
  private final DatabaseAddress from;
  private final List<Row> rows = new ArrayList<>();
  private @Nullable CrmTarget target;
  private @Nullable Writer writer;
  private @Nullable RuntimeException failure;

  private WaitingRows(Connection connection, DatabaseAddress from) {
    this.connection = connection;
    this.from = from;
  }

  /** The same connections, on which rows can wait, and whose failures say where they are from. */
  static DataSource before(DataSource pool, DatabaseAddress from) {
    return new DelegatingDataSource(pool) {
      @Override
      public Connection getConnection() throws SQLException {
        try {
          return proxy(super.getConnection(), from);
        } catch (SQLException e) {
          throw from.on(e);
        }
      }
    };
  }

  private static Connection proxy(Connection connection, DatabaseAddress from) {
    return (Connection)
        Proxy.newProxyInstance(
            WaitingRows.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new WaitingRows(connection, from));
  }

  void add(Row row, Writer with) {
    if (!row.target().equals(target)) {
      write();
    }
    target = row.target();
    writer = with;
    rows.add(row);
  }

  private void write() {
    Writer with = writer;
    if (failure != null) {
      throw failure;
    }
    if (with != null && !rows.isEmpty()) {
      List<Row> all = List.copyOf(rows);
      rows.clear();
      write(with, all);
    }
  }

  private void write(Writer with, List<Row> all) {
    try {
      with.write(connection, all);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private void forget() {
    rows.clear();
    failure = null;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "prepareStatement", "prepareCall", "createStatement", "setSavepoint", "commit" ->
          write();
      case "rollback", "close" -> forget();
      case "unwrap" -> {
        if (arguments != null && arguments[0] == WaitingRows.class) {
          return this;
        }
      }
      default -> {}
    }
    return passOn(method, arguments);
  }

  private @Nullable Object passOn(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      Throwable failure = e.getTargetException();
      throw failure instanceof SQLException sql ? from.on(sql) : failure;
    }
  }
}
