package org.copernicaroutes.words;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What is said of an option that a command does not have. */
public final class UnknownOption {

  /** Spring's own, which every command leaves to it. */
  private static final Set<String> OF_SPRING = Set.of("debug", "trace");

  private UnknownOption() {}

  /**
   * Names of settings have dots; any other word is an option of the command, or a slip.
   *
   * @param name without its dashes
   */
  public static boolean isSetting(String name) {
    return name.contains(".") || OF_SPRING.contains(name);
  }

  /**
   * A sentence with the option that was probably meant, or with all of them.
   *
   * @param name without its dashes
   * @param known those of the command
   */
  public static String sentence(String name, String command, Collection<String> known) {
    return "--%s is no option of %s. %s"
        .formatted(
            name,
            command,
            NearestWord.find(name, known)
                .map(near -> "Did you mean --" + near + "?")
                .orElseGet(() -> all(known)));
  }

  private static String all(Collection<String> known) {
    return "There are --"
        + String.join(", --", new TreeSet<>(known))
        + ", and settings, which have a dot in their names: --key=value.";
  }
}
