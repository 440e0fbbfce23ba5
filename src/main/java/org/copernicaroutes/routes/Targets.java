package org.copernicaroutes.routes;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where a message would choose where it goes, or what is asked of a database: in an address,
 * in a header that a component takes its target from, in the text of SQL.
 */
final class Targets {

  private static final Pattern TARGET_HEADER =
      Pattern.compile("(?i)to|cc|bcc|from|reply-to|camel.*");
  private static final Pattern SQL_HEADER = Pattern.compile("(?i)camelSql.*");
  private static final Pattern SQL_PARAMETER = Pattern.compile(":#(in:)?\\$\\{[^}]*}");

  /** Their addresses hold expressions by right: as parameters of a kamelet or of SQL. */
  private static final Set<String> OTHERWISE_CHECKED = Set.of("kamelet", "sql", "sql-stored");

  private static final String SQL_HINT =
      "write the query out with `:#${…}` for each value, which the database never reads as SQL.";

  private final Findings findings;

  private Targets(Findings findings) {
    this.findings = findings;
  }

  static void check(RouteTree tree, Findings findings) {
    Targets targets = new Targets(findings);
    tree.allSteps()
        .forEach(
            step -> {
              step.address().ifPresent(targets::address);
              HeaderSetting.of(step).forEach(targets::header);
            });
  }

  private void address(Address to) {
    if (to.scheme().equals("sql")) {
      sql(to);
    } else if (!OTHERWISE_CHECKED.contains(to.scheme())) {
      fixed(to.place(), to.scheme() + ":" + to.path());
      to.options().forEach((name, option) -> fixed(option.place(), text(option)));
    }
  }

  private static String text(YamlNode node) {
    return Optional.ofNullable(node.text()).orElse("");
  }

  private void fixed(Place place, String text) {
    if (WrittenExpression.readsData(text)) {
      findings.add(
          place,
          Mistake.DATA_CHOOSES,
          "`" + text + "` would let a message choose where it goes",
          "write the address out, or as a {{setting}}; where there are several, in a `choice`.");
    }
  }

  private void sql(Address to) {
    if (SQL_PARAMETER.matcher(to.path()).replaceAll("").contains("${")) {
      findings.add(
          to.place(),
          Mistake.SQL_FROM_TEXT,
          "the query is put together from what a message says",
          SQL_HINT);
    }
    Optional.ofNullable(to.options().get("useMessageBodyForSql"))
        .filter(option -> !"false".equals(option.text()))
        .ifPresent(
            option ->
                findings.add(
                    option.place(),
                    Mistake.SQL_FROM_TEXT,
                    "`useMessageBodyForSql` takes the query from the message",
                    SQL_HINT));
  }

  private void header(HeaderSetting set) {
    if (set.name().contains("${")) {
      findings.add(
          set.place(),
          Mistake.DATA_CHOOSES,
          "the name `" + set.name() + "` would come from a message",
          "write the name out.");
    } else if (set.isHeader() && set.value().readsData()) {
      target(set);
    }
  }

  private void target(HeaderSetting set) {
    if (SQL_HEADER.matcher(set.name()).matches()) {
      findings.add(
          set.value().place(),
          Mistake.SQL_FROM_TEXT,
          "`" + set.name() + "` would be put together from what a message says",
          SQL_HINT);
    } else if (TARGET_HEADER.matcher(set.name()).matches()) {
      findings.add(
          set.value().place(),
          Mistake.DATA_CHOOSES,
          "the header `" + set.name() + "` would let a message choose where it goes",
          "give it a `constant`, or a {{setting}}.");
    }
  }
}
