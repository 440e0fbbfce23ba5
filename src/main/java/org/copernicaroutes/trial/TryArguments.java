package org.copernicaroutes.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.copernicaroutes.words.UnknownOption;

/**
 * The command line of {@code try}.
 *
 * @param own the options of the command itself, by name
 * @param settings the others, as {@code --key=value}
 */
record TryArguments(Map<String, String> own, List<String> settings) {

  static final String EVENT = "event";
  static final String EXAMPLE = "example";
  private static final String CONTENT_TYPE = "content-type";
  private static final String TARGET = "target";
  private static final String ROUTES = "routes";
  private static final String FORMAT = "format";

  private static final Set<String> OWN =
      new TreeSet<>(Set.of(EVENT, EXAMPLE, CONTENT_TYPE, TARGET, ROUTES, FORMAT));

  /** Thrown with a sentence for whoever typed it. */
  static final class NotUnderstood extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message);
    }
  }

  /**
   * @param args beginning with {@code try}; a value stands behind {@code =} or comes next
   */
  static TryArguments parse(String[] args) {
    Map<String, String> own = new HashMap<>();
    List<String> settings = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      String name = name(args[i]);
      boolean hasValue = args[i].contains("=");
      if (!OWN.contains(name)) {
        settings.add(setting(args[i], name));
      } else if (hasValue) {
        own.put(name, args[i].substring(args[i].indexOf('=') + 1));
      } else if (++i < args.length) {
        own.put(name, args[i]);
      } else {
        throw new NotUnderstood("--" + name + " needs a value.");
      }
    }
    return checked(new TryArguments(own, settings));
  }

  private static String name(String arg) {
    if (!arg.startsWith("--")) {
      throw new NotUnderstood("`" + arg + "` is no option of try: " + all() + ", or --key=value.");
    }
    int equals = arg.indexOf('=');
    return arg.substring(2, equals < 0 ? arg.length() : equals);
  }

  private static String all() {
    return "--" + String.join(", --", OWN);
  }

  private static String setting(String arg, String name) {
    if (!UnknownOption.isSetting(name)) {
      throw new NotUnderstood(UnknownOption.sentence(name, "try", OWN));
    }
    return arg;
  }

  private static TryArguments checked(TryArguments given) {
    if (given.own.containsKey(EVENT) && given.own.containsKey(EXAMPLE)) {
      throw new NotUnderstood("--event and --example: name one of the two.");
    }
    if (!Set.of("text", "json").contains(given.format())) {
      throw new NotUnderstood("--format is text or json, not `" + given.format() + "`.");
    }
    return given;
  }

  Optional<String> event() {
    return Optional.ofNullable(own.get(EVENT));
  }

  Optional<String> example() {
    return Optional.ofNullable(own.get(EXAMPLE));
  }

  Optional<String> contentType() {
    return Optional.ofNullable(own.get(CONTENT_TYPE));
  }

  String target() {
    return own.getOrDefault(TARGET, "/");
  }

  Optional<Path> routes() {
    return Optional.ofNullable(own.get(ROUTES)).map(Path::of);
  }

  String format() {
    return own.getOrDefault(FORMAT, "text");
  }

  /** What is told goes to stdout, so the log must not; nor into the receiver's own file. */
  String[] forSpring() {
    List<String> all = new ArrayList<>(settings);
    all.add("--logging.threshold.console=OFF");
    all.add("--logging.threshold.file=OFF");
    all.add("--logging.file.name=");
    all.add("--logging.file.path=");
    all.add("--copernica.event.same-change.age=1us");
    return all.toArray(String[]::new);
  }
}
