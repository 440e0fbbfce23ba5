package org.copernicaroutes.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.words.NearestWord;

/** Compares what a condition compares with what there can be: words and numbers. */
final class ClosedWords {

  static final Map<String, List<String>> WORDS =
      Map.of(
          "action", Arrays.stream(Action.values()).map(Action::text).toList(),
          "subject", Arrays.stream(Subject.values()).map(Subject::text).toList(),
          "origin", Arrays.stream(Origin.values()).map(Origin::text).toList());

  private static final Pattern ONE_WORD =
      Pattern.compile("\\$\\{body\\.(action|subject|origin)}\\s*[!=]=\\s*(['\"])([^'\"$]*)\\2");
  private static final Pattern WORDS_OF_A_LIST =
      Pattern.compile("\\$\\{body\\.(action|subject|origin)}\\s*!?in\\s+(['\"])([^'\"$]*)\\2");
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\$\\{body\\.(account|database|collection|profile|subprofile)}\\s*(?:[!=]=|[<>]=?)\\s*(['\"])([^'\"$]*)\\2");

  private ClosedWords() {}

  static void check(YamlNode at, String text, Findings findings) {
    ONE_WORD.matcher(text).results().forEach(r -> word(at, r.group(1), r.group(3), findings));
    WORDS_OF_A_LIST.matcher(text).results().forEach(list -> words(at, list, findings));
    NUMBER
        .matcher(text)
        .results()
        .filter(compared -> !compared.group(3).matches("-?\\d+"))
        .forEach(compared -> noNumber(at, compared, findings));
  }

  private static void words(YamlNode at, MatchResult list, Findings findings) {
    for (String word : list.group(3).split(",")) {
      word(at, list.group(1), word, findings);
    }
  }

  private static void word(YamlNode at, String name, String word, Findings findings) {
    List<String> known = WORDS.getOrDefault(name, List.of());
    if (!known.contains(word)) {
      findings.add(
          at.place(),
          Mistake.UNKNOWN_WORD,
          "no event has the %s `%s`".formatted(name, word),
          NearestWord.hintOrAll(word, known));
    }
  }

  private static void noNumber(YamlNode at, MatchResult compared, Findings findings) {
    findings.add(
        at.place(),
        Mistake.UNKNOWN_WORD,
        "${body.%s} is a number and never `%s`".formatted(compared.group(1), compared.group(3)),
        "compare it with a number, or with null where it may be left unsaid.");
  }
}
