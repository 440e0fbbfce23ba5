package org.copernicaroutes.trial;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlHelper;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;
import org.jspecify.annotations.Nullable;

/** The statement of a {@code sql:} step with its values, as its component itself prepares them. */
final class SqlStatement {

  private SqlStatement() {}

  static Map<String, @Nullable Object> of(SqlEndpoint sql, Exchange exchange) throws Exception {
    String written = query(sql, exchange);
    SqlPrepareStatementStrategy strategy = strategy(sql);
    String prepared = strategy.prepareQuery(written, sql.isAllowNamedParameters(), exchange);
    int count = places(prepared);
    List<@Nullable Object> values = new ArrayList<>();
    if (count > 0) {
      Object body = exchange.getMessage().getBody();
      Iterator<?> each = strategy.createPopulateIterator(written, prepared, count, exchange, body);
      each.forEachRemaining(values::add);
    }
    return Told.saying("query", prepared, "values", values);
  }

  private static SqlPrepareStatementStrategy strategy(SqlEndpoint sql) {
    return Objects.requireNonNullElseGet(
        sql.getPrepareStatementStrategy(),
        () -> new DefaultSqlPrepareStatementStrategy(sql.getSeparator()));
  }

  private static String query(SqlEndpoint sql, Exchange exchange) throws Exception {
    String placeholder = sql.isUsePlaceholder() ? sql.getPlaceholder() : null;
    String header = exchange.getMessage().getHeader(SqlConstants.SQL_QUERY, String.class);
    return header != null
        ? SqlHelper.resolvePlaceholders(header, placeholder)
        : SqlHelper.resolveQuery(exchange.getContext(), sql.getQuery(), placeholder);
  }

  /** Question marks outside of quotes. */
  private static int places(String sql) {
    int places = 0;
    char quote = 0;
    for (char c : sql.toCharArray()) {
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '?') {
        places++;
      }
    }
    return places;
  }
}
