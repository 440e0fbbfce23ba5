package org.copernicaroutes.operator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.copernicaroutes.words.UnknownOption;
import org.springframework.boot.convert.DurationStyle;

/**
 * What was typed behind {@code dead}: words, options of ours, and settings of the receiver, which
 * have a dot in their names.
 */
record CommandLine(List<String> words, Map<String, String> options, List<String> settings) {

  private static final Set<String> FLAGS = Set.of("all", "personal");
  private static final Set<String> TEXTS =
      Set.of(
          "reason",
          "event",
          "exception",
          "action",
          "since",
          "until",
          "order",
          "limit",
          "after",
          "note",
          "format",
          "url");

  /** {@code --name=value} and {@code --name value} are the same. */
  static CommandLine parse(List<String> args) {
    CommandLine line = new CommandLine(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    joined(args).forEach(line::take);
    return line;
  }

  private static List<String> joined(List<String> args) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      boolean hasValue = i + 1 < args.size() && !args.get(i + 1).startsWith("--");
      joined.add(isText(arg) && hasValue ? arg + "=" + args.get(++i) : arg);
    }
    return joined;
  }

  private static boolean isText(String arg) {
    return arg.startsWith("--") && TEXTS.contains(arg.substring(2));
  }

  private void take(String arg) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    if (!arg.startsWith("--")) {
      words.add(arg);
    } else if (name.contains(".")) {
      settings.add(arg);
    } else {
      add(name, equals < 0 ? (isText(name) ? "" : "true") : arg.substring(equals + 1));
    }
  }

  private void add(String option, String value) {
    String name = option.substring(2);
    if (!FLAGS.contains(name) && !TEXTS.contains(name)) {
      Set<String> known = new TreeSet<>(TEXTS);
      known.addAll(FLAGS);
      throw NotDone.notUnderstood(UnknownOption.sentence(name, "dead", known));
    }
    if (value.isBlank()) {
      throw NotDone.notUnderstood(option + " needs a value.");
    }
    options.put(name, value);
  }

  /**
   * @param known of this command
   */
  void allow(Set<String> known) {
    options.keySet().stream()
        .filter(name -> !known.contains(name) && !Set.of("format", "url").contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw NotDone.notUnderstood("--" + name + " means nothing here.");
            });
  }

  boolean has(String flag) {
    return "true".equals(options.get(flag));
  }

  boolean asJson() {
    String format = options.getOrDefault("format", "text");
    if (!Set.of("text", "json").contains(format)) {
      throw NotDone.notUnderstood("--format is text or json.");
    }
    return format.equals("json");
  }

  /** Of a filter, as the API has them: a time may be written in shorter ways here. */
  Map<String, String> words(List<String> known, Instant now, ZoneId zone) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : known) {
      String value = options.get(name);
      if (value != null) {
        boolean isTime = name.equals("since") || name.equals("until");
        given.put(name, isTime ? time(name, value, now, zone).toString() : value);
      }
    }
    return given;
  }

  private static Instant time(String name, String text, Instant now, ZoneId zone) {
    try {
      return text.matches("\\d+(s|m|h|d)")
          ? now.minus(DurationStyle.SIMPLE.parse(text))
          : written(text.replace(' ', 'T'), zone);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw NotDone.notUnderstood(
          "--%s is %s: say 2h (ago), 2026-01-31, 2026-01-31T09:00 or 2026-01-31T09:00:00Z."
              .formatted(name, text));
    }
  }

  /** A day, a moment in the zone of whoever writes it, or one with its own offset. */
  private static Instant written(String text, ZoneId zone) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
