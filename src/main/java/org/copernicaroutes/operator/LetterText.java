package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the API answers, for people.
 *
 * @param zone of the times
 */
record LetterText(ZoneId zone) {

  private static final int LONGEST = 100;
  private static final String GAP = "  ";

  private static final Set<Integer> OBEYED =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  /**
   * What a terminal would obey, or show in another order, is written as JSON writes it: a letter
   * holds what a stranger has sent.
   */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (char letter : text.toCharArray()) {
      if (OBEYED.contains(Character.getType(letter)) && "\n\r\t".indexOf(letter) < 0) {
        printable.append("\\u%04x".formatted((int) letter));
      } else {
        printable.append(letter);
      }
    }
    return printable.toString();
  }

  String queues(JsonNode answer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "LETTERS", "OLDEST"));
    for (JsonNode queue : answer.path("queues")) {
      rows.add(
          List.of(
              queue.path("name").asText(),
              queue.path("letters").asText(),
              time(queue.path("oldest"))));
    }
    return rows.size() == 1 ? "There are no dead letters." : table(rows);
  }

  String page(String name, JsonNode answer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "PARKED", "TRIES", "WHAT", "REASON"));
    answer.path("letters").forEach(letter -> rows.add(row(letter)));
    JsonNode next = answer.path("next");
    String more = next.isNull() ? "" : "\n\nMore: the same with --after=" + next.asText();
    return (rows.size() == 1 ? "No such letters of " + name + "." : table(rows)) + more;
  }

  private List<String> row(JsonNode letter) {
    return List.of(
        letter.path("id").asText(),
        time(letter.path("parkedAt")),
        letter.path("tries").asText(),
        what(letter),
        cut(letter.path("reason").asText()));
  }

  private static String what(JsonNode letter) {
    if (letter.path("action").isNull()) {
      return letter.path("size").asText() + " bytes";
    }
    String subject = letter.path("subject").asText();
    JsonNode number = letter.path(subject.equals("subprofile") ? "subprofile" : "profile");
    return letter.path("action").asText() + " " + subject + " " + word(number);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  /** All that it says but what it holds, one a line, and that behind it. */
  String letter(JsonNode letter) {
    List<List<String>> rows = new ArrayList<>();
    letter.properties().stream()
        .filter(entry -> entry.getValue().isValueNode() && !entry.getValue().isNull())
        .forEach(
            entry ->
                rows.add(
                    List.of(
                        entry.getKey(),
                        entry.getKey().endsWith("At")
                            ? time(entry.getValue())
                            : entry.getValue().asText())));
    JsonNode held = letter.path(letter.path("request").isNull() ? "content" : "request");
    String hint =
        letter.path("masked").asBoolean()
            ? "\n\nPersonal data is masked; --personal shows it, and that is logged."
            : "";
    return table(rows) + (held.isObject() ? "\n\n" + held.toPrettyString() : "") + hint;
  }

  String retried(String name, JsonNode moved) {
    return sentence("retried", moved)
        + (moved.path("moved").asLong() == 0
            ? ""
            : " What fails again is parked again, as a new letter: dead list " + name);
  }

  String discarded(String name, JsonNode moved) {
    return sentence("discarded", moved)
        + (moved.path("moved").asLong() == 0
            ? ""
            : " They are gone; the log names each, with the note (letter.discarded).");
  }

  private static String sentence(String done, JsonNode moved) {
    StringBuilder text = new StringBuilder(letters(moved.path("moved")) + " " + done + ".");
    if (moved.path("gone").asLong() > 0) {
      text.append(' ').append(letters(moved.path("gone"))).append(" not found: moved or expired.");
    }
    if (moved.path("left").asLong() > 0) {
      text.append(' ').append(letters(moved.path("left"))).append(" left as they were");
      text.append(moved.path("why").isNull() ? "." : ": " + moved.path("why").asText());
    }
    return text.toString();
  }

  private static String letters(JsonNode count) {
    return count.asLong() == 1 ? "1 letter" : count.asText() + " letters";
  }

  private String time(JsonNode time) {
    return time.isTextual()
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.parse(time.asText()).truncatedTo(ChronoUnit.SECONDS).atZone(zone))
        : "-";
  }

  private static String word(JsonNode value) {
    return value.isNull() ? "-" : value.asText();
  }

  /** Each column as wide as its widest. */
  private static String table(List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(row -> line(row, widths))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
