package org.copernicaroutes.routes;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.copernicaroutes.words.NearestWord;

/**
 * Finds settings that were meant for a route file and are misspelt: one that no file asks for,
 * beside a near one that a file asks for and gets its default instead.
 */
final class UnaskedSettings {

  private static final Pattern ASKED = Pattern.compile("\\{\\{\\??([^{}:?!]+)(:[^{}]*)?}}");

  private final Predicate<String> isGiven;
  private final Set<String> unasked;

  /**
   * @param given the names that files and the command line set
   * @param isGiven whether a setting of that name has a value, wherever from
   */
  UnaskedSettings(Collection<RouteText> files, Set<String> given, Predicate<String> isGiven) {
    this.isGiven = isGiven;
    this.unasked = new TreeSet<>(given);
    files.forEach(file -> asked(file.text()).forEach(unasked::remove));
  }

  private static Stream<String> asked(String text) {
    return ASKED.matcher(text).results().map(UnaskedSettings::name);
  }

  private static String name(MatchResult setting) {
    return setting.group(1).strip();
  }

  Stream<RouteFileProblem> in(RouteText file) {
    List<String> lines = file.text().lines().toList();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i -> defaulted(lines.get(i)).flatMap(name -> problem(file, i + 1, name).stream()));
  }

  /** Those without a default are an error where they are not given. */
  private Stream<String> defaulted(String line) {
    Set<String> names = new LinkedHashSet<>();
    ASKED
        .matcher(line)
        .results()
        .filter(setting -> setting.group(2) != null || setting.group().startsWith("{{?"))
        .map(UnaskedSettings::name)
        .filter(isGiven.negate())
        .forEach(names::add);
    return names.stream();
  }

  private Optional<RouteFileProblem> problem(RouteText file, int line, String asked) {
    return unasked.stream()
        .filter(given -> isNear(given, asked))
        .findFirst()
        .map(
            given ->
                file.problem(
                    Place.line(line),
                    Mistake.UNASKED_SETTING,
                    "{{%s}} is not set, and no file asks for the setting `%s`"
                        .formatted(asked, given),
                    "if they are one, make their names equal."));
  }

  /** Part by part: {@code alert.to} is not near {@code alert.cc}. */
  private static boolean isNear(String given, String asked) {
    String[] some = given.split("\\.");
    String[] others = asked.split("\\.");
    return some.length == others.length
        && IntStream.range(0, some.length).allMatch(i -> isNearPart(some[i], others[i]));
  }

  private static boolean isNearPart(String one, String other) {
    return one.equals(other) || NearestWord.find(one, List.of(other)).isPresent();
  }
}
