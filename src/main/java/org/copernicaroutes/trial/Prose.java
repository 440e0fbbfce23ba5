package org.copernicaroutes.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.copernicaroutes.event.Event;
import org.jspecify.annotations.Nullable;

/** The story of one event for a reader: what it is, then route by route, line by line. */
final class Prose {

  private static final String INDENT = "        ";

  private final List<String> lines = new ArrayList<>();
  private @Nullable String route;

  String of(Tried tried) {
    event(tried);
    tried.told().forEach(this::step);
    end(tried);
    return String.join(System.lineSeparator(), lines);
  }

  private void event(Tried tried) {
    Event event = tried.event();
    if (event == null) {
      lines.add(tried.source() + " makes no event.");
      return;
    }
    lines.add(tried.source() + " is " + event);
    map("fields", event.getFields());
    map("parameters", event.getParameters());
    map("old", event.getOld());
    map("interests", event.getInterests());
    map("extra", event.getExtra());
    if (!event.getFlags().isEmpty()) {
      lines.add(INDENT + "flags: " + String.join(", ", event.getFlags()));
    }
  }

  private void map(String name, Map<String, ?> values) {
    if (!values.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      values.forEach((key, value) -> pairs.add(key + "=" + value));
      lines.add(INDENT + name + ": " + String.join(", ", pairs));
    }
  }

  private void step(Told told) {
    Spot spot = told.spot();
    if (spot != null && !spot.route().equals(route)) {
      route = spot.route();
      lines.add("");
      lines.add(route + "  (" + spot.file() + ")");
    }
    lines.add((spot == null ? "" : "%6d  ".formatted(spot.line())) + words(told));
    more(told);
  }

  private static String words(Told told) {
    return switch (told.what()) {
      case "when" -> "when " + told.text("number") + verdict(told);
      case "filter" -> "filter" + verdict(told);
      case "otherwise" -> "otherwise: none of the above";
      case "log" -> "log: " + told.text("message");
      case "send" -> send(told);
      case "row" -> row(told.text("change"), told.text("table"), told.text("database"));
      case "sql" -> "sql: " + told.text("query");
      case "mail" -> "mail:";
      case "digest" ->
          "not mailed by itself: it waits for a mail about several, every " + told.text("every");
      case "request" -> told.text("method") + " " + told.text("url");
      case "message" -> "message to " + told.text("uri");
      case "fetch" -> "nothing is fetched from " + told.text("uri");
      case "call" -> "not called on trial: " + told.text("bean");
      case "waits" -> "it waits: " + told.text("why");
      case "failed" -> "FAILED, " + told.text("end") + ": " + told.text("reason");
      default -> told.what();
    };
  }

  private static String row(String change, String table, String database) {
    String where = database.equals("default") ? "" : " in the database " + database;
    return change + " of a row of " + table + where;
  }

  private static String verdict(Told told) {
    boolean holds = Boolean.TRUE.equals(told.get("holds"));
    return (holds ? " holds: " : " does not hold: ") + told.text("expression");
  }

  private static String send(Told told) {
    return "sent to destination:"
        + told.text("destination")
        + (Boolean.TRUE.equals(told.get("taken"))
            ? ""
            : ", where it waits in its queue: no file takes from it");
  }

  private void more(Told told) {
    switch (told.what()) {
      case "row" -> row(told);
      case "sql" -> values(told);
      case "mail" -> {
        pairs(told.get("headers"));
        block(told.get("text"));
        block(told.get("html"));
      }
      case "request", "message" -> {
        pairs(told.get("headers"));
        block(told.get("body"));
      }
      case "failed" -> {
        if (told.get("exception") != null) {
          lines.add(INDENT + told.text("exception") + ": " + told.text("message"));
        }
        lines.add(INDENT + next(told));
      }
      default -> {}
    }
  }

  private void row(Told told) {
    if (told.get("unconverted") != null) {
      lines.add(INDENT + "with the values of the event, unconverted. " + told.text("unconverted"));
    }
    cells("where ", told.get("key"));
    cells("set   ", told.get("columns"));
    for (Object cell : list(told.get("untouched"))) {
      Map<?, ?> value = (Map<?, ?>) cell;
      lines.add(
          INDENT
              + "leave "
              + value.get("column")
              + ": the event does not say "
              + value.get("from"));
    }
  }

  private void cells(String word, @Nullable Object cells) {
    for (Object cell : list(cells)) {
      Map<?, ?> value = (Map<?, ?>) cell;
      String type = value.get("type") == null ? "" : " " + value.get("type");
      lines.add(
          INDENT
              + word
              + value.get("column")
              + type
              + " = "
              + literal(value.get("value"))
              + "  <- "
              + value.get("from"));
    }
  }

  private void values(Told told) {
    int number = 1;
    for (Object value : list(told.get("values"))) {
      lines.add(INDENT + number++ + ": " + literal(value));
    }
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String literal(@Nullable Object value) {
    return value instanceof String text ? "'" + text + "'" : Objects.toString(value);
  }

  private void pairs(@Nullable Object headers) {
    ((Map<?, ?>) Objects.requireNonNullElse(headers, Map.of()))
        .forEach((name, value) -> lines.add(INDENT + name + ": " + value));
  }

  private void block(@Nullable Object text) {
    if (text != null) {
      lines.add("");
      text.toString().lines().forEach(line -> lines.add((INDENT + line).stripTrailing()));
    }
  }

  /** What the receiver would do next. */
  private static String next(Told told) {
    String where = told.text("where");
    return switch (told.text("end")) {
      case "outage" -> "The queue stands and tries again, however long.";
      case "not-yet" -> "This event is tried again by itself for a while, then it is parked.";
      case "endless" -> "The receiver would never be done with it.";
      case "misconfigured" -> "Events wait until it is put right; nothing is lost.";
      default -> "The event is parked in copernica.dead." + where + ", and the next ones go on.";
    };
  }

  private void end(Tried tried) {
    lines.add("");
    lines.add(
        switch (tried.outcome()) {
          case "unwanted" -> "Nobody wants this event: it is done with. Nothing was sent.";
          case "failed" -> "It would fail, as said above. Nothing was sent.";
          default -> "It would be dealt with as said above. Nothing was sent.";
        });
  }
}
