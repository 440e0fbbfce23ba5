package org.copernicaroutes.trial;

import java.util.List;
import java.util.stream.Collectors;

/** One line about an event: where it went and what would be done there. */
final class Summary {

  private Summary() {}

  static String of(Tried tried) {
    String source = "%-24s".formatted(tried.source());
    List<String> done =
        tried.told().stream().map(Summary::words).filter(words -> !words.isEmpty()).toList();
    return done.isEmpty()
        ? source + "nobody wants it"
        : source + done.stream().distinct().collect(Collectors.joining(", "));
  }

  private static String words(Told told) {
    return switch (told.what()) {
      case "send" ->
          told.text("destination")
              + (Boolean.TRUE.equals(told.get("taken")) ? "" : " (waits: no file takes from it)");
      case "row" -> told.text("change") + " " + told.text("table");
      case "request" -> told.text("method") + " " + told.text("url").replaceFirst("\\?.*", "");
      case "mail" -> "mail";
      case "digest" -> "a mail with others";
      case "sql" -> told.text("query").strip().split("\\s+")[0] + " by sql";
      case "message" -> told.text("uri").replaceFirst("[:?].*", "") + ":";
      case "waits" -> "waits: " + told.text("why");
      case "failed" -> "FAILS in " + told.text("where") + ": " + told.text("end");
      default -> "";
    };
  }
}
