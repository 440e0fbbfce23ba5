package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.copernicaroutes.words.NearestWord;

/** {@code dead …}: looks at dead letters of the running receiver, retries and discards them. */
public final class DeadCommand {

  private static final int DONE = 0;

  private static final String USAGE =
      """
      usage: dead list [NAME] [FILTER] [--order=oldest] [--limit=100] [--after=…]
             dead show NAME ID [--personal]
             dead retry NAME (ID… | FILTER | --all)
             dead discard NAME (ID… | FILTER | --all) --note=WHY

        FILTER     all that is given of --reason=TEXT --event=ID --exception=CLASS --action=update
                   --since=TIME --until=TIME (2h, 2026-01-31, 2026-01-31T09:00, 2026-01-31T09:00:00Z)
        NAME       a destination, or router, unreadable, unverified, digest.STEP
        --format=json                    what the API answers (docs/operating.md)
        --url=http://host:8081           another receiver than that of config/ in this folder
        --key=value                      any setting of the receiver, such as management.server.port

      Exits 0 when it was done, 1 when it could not be, 2 when it was not understood.
      """;

  private static final List<String> WORDS = List.of("list", "show", "retry", "discard");
  private static final Set<String> OF_FILTER = Set.copyOf(LetterQuery.OF_FILTER);

  private final CommandLine line;
  private final Clock clock;
  private final LetterText text;

  private DeadCommand(CommandLine line, Clock clock) {
    this.line = line;
    this.clock = clock;
    this.text = new LetterText(clock.getZone());
  }

  /**
   * Prints what came of it.
   *
   * @param args the command line, beginning with {@code dead}
   * @param clock in the zone of whoever reads this
   * @return the exit code: 0 done, 1 it could not be done, 2 not understood
   */
  public static int run(String[] args, PrintStream out, PrintStream err, Clock clock) {
    try {
      CommandLine line = CommandLine.parse(Arrays.asList(args).subList(1, args.length));
      out.println(LetterText.printable(new DeadCommand(line, clock).run().stripTrailing()));
      return DONE;
    } catch (NotDone e) {
      err.println(LetterText.printable(String.valueOf(e.getMessage())));
      return e.code();
    }
  }

  private String run() {
    return switch (line.words().isEmpty() ? "" : line.words().get(0)) {
      case "list" -> list();
      case "show" -> show();
      case "retry" -> retry();
      case "discard" -> discard();
      case "" -> throw NotDone.notUnderstood(USAGE.stripTrailing());
      default -> throw NotDone.notUnderstood(unknown(line.words().get(0)) + USAGE.stripTrailing());
    };
  }

  private static String unknown(String word) {
    String near =
        NearestWord.find(word, WORDS)
            .map(known -> " Did you mean `dead " + known + "`?")
            .orElse("");
    return "There is no `dead " + word + "`." + near + System.lineSeparator();
  }

  private String list() {
    requireWords(1, 2, "dead list [NAME]");
    if (line.words().size() == 1) {
      line.allow(Set.of());
      JsonNode queues = call().get("/dead-letters");
      return line.asJson() ? queues.toPrettyString() : text.queues(queues);
    }
    line.allow(Set.copyOf(LetterQuery.OF_LIST));
    JsonNode page = call().get(path() + query(words(LetterQuery.OF_LIST)));
    return line.asJson() ? page.toPrettyString() : text.page(name(), page);
  }

  private String show() {
    requireWords(3, 3, "dead show NAME ID [--personal]");
    line.allow(Set.of("personal"));
    String id = encoded(line.words().get(2));
    JsonNode letter =
        call().get(path() + "/" + id + (line.has("personal") ? "?personal=true" : ""));
    return line.asJson() ? letter.toPrettyString() : text.letter(letter);
  }

  private String retry() {
    ObjectNode order = order("dead retry NAME (ID… | --reason=… | --since=… | --all)");
    JsonNode moved = call().post(path() + "/retry", order);
    return line.asJson() ? moved.toPrettyString() : text.retried(name(), moved);
  }

  private String discard() {
    ObjectNode order = order("dead discard NAME (ID… | --reason=… | --since=… | --all) --note=WHY");
    if (!order.has("note")) {
      throw NotDone.notUnderstood("--note is missing: say why, for what is discarded is gone.");
    }
    JsonNode moved = call().post(path() + "/discard", order);
    return line.asJson() ? moved.toPrettyString() : text.discarded(name(), moved);
  }

  /** One way of saying which, and never none. */
  private ObjectNode order(String usage) {
    requireWords(2, Integer.MAX_VALUE, usage);
    line.allow(known());
    List<String> ids = line.words().subList(2, line.words().size());
    Map<String, String> filter = words(LetterQuery.OF_FILTER);
    if ((ids.isEmpty() ? 0 : 1) + (filter.isEmpty() ? 0 : 1) + (line.has("all") ? 1 : 0) != 1) {
      throw NotDone.notUnderstood("Say which letters, in one way. usage: " + usage);
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    if (!ids.isEmpty()) {
      ids.forEach(order.putArray("ids")::add);
    } else if (!filter.isEmpty()) {
      filter.forEach(order.putObject("filter")::put);
    } else {
      order.put("all", true);
    }
    if (line.options().containsKey("note")) {
      order.put("note", line.options().get("note"));
    }
    return order;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(OF_FILTER);
    known.addAll(List.of("all", "note"));
    return known;
  }

  private Map<String, String> words(List<String> known) {
    return line.words(known, clock.instant(), clock.getZone());
  }

  private void requireWords(int least, int most, String usage) {
    if (line.words().size() < least || line.words().size() > most) {
      throw NotDone.notUnderstood("usage: " + usage);
    }
    line.asJson();
  }

  private AdminCall call() {
    String url = line.options().getOrDefault("url", "");
    return new AdminCall(ReceiverSettings.read(line.settings().toArray(String[]::new), url));
  }

  private String name() {
    return line.words().get(1);
  }

  private String path() {
    return "/dead-letters/" + encoded(name());
  }

  private static String query(Map<String, String> words) {
    return words.isEmpty()
        ? ""
        : words.entrySet().stream()
            .map(word -> word.getKey() + "=" + encoded(word.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
