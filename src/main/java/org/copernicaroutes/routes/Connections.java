package org.copernicaroutes.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.copernicaroutes.words.NearestWord;

/**
 * How the files of a folder hang together: who sends where, and who takes from there. What cannot
 * be read counts as taking from the queue of its name, and as sending anywhere.
 */
final class Connections {

  private final List<Judged> files;
  private final List<Judged> all;
  private final Set<String> taken = new LinkedHashSet<>();
  private final Set<String> filled = new LinkedHashSet<>();

  Connections(Collection<Judged> files) {
    this(files, List.of());
  }

  /**
   * @param files whose loose ends are wanted
   * @param beside what they hang together with besides
   */
  Connections(Collection<Judged> files, Collection<Judged> beside) {
    this.files = List.copyOf(files);
    this.all = Stream.concat(files.stream(), beside.stream()).toList();
    for (Judged file : all) {
      file.from().ifPresentOrElse(from -> taken.add(from.toString()), () -> takenByName(file));
      file.to().forEach(to -> filled.add(to.toString()));
    }
  }

  private void takenByName(Judged unread) {
    taken.add("destination:" + unread.text().id());
    taken.add("direct:" + unread.text().id());
  }

  /** What is wrong with a file that takes from where another one takes already. */
  static Optional<RouteFileProblem> takenTwice(Judged file, Stream<Judged> others) {
    return file.from()
        .flatMap(
            from ->
                others
                    .filter(other -> !other.text().id().equals(file.text().id()))
                    .filter(other -> other.taking().equals(from.toString()))
                    .findFirst()
                    .map(other -> takenTwice(file.text(), from, other.text())));
  }

  private static RouteFileProblem takenTwice(RouteText text, Address from, RouteText other) {
    return text.problem(
        from.place(),
        Mistake.TAKEN_TWICE,
        "takes from %s, as %s does already".formatted(from, other.path()),
        "only one file may.");
  }

  /** What is sent where nobody takes it, and what waits where nobody sends. */
  List<RouteFileProblem> looseEnds() {
    List<RouteFileProblem> loose = new ArrayList<>();
    Set<String> meant = new LinkedHashSet<>();
    for (Judged file : files) {
      file.to().stream()
          .filter(to -> isOneOf(to, "destination", "direct") && !isTaken(to))
          .forEach(to -> loose.add(untaken(file.text(), to, meant)));
    }
    if (!taken.contains(RouteRules.FROM_INBOX)) {
      files.stream().findFirst().ifPresent(file -> loose.add(noRouter(file.text())));
    } else if (all.stream().allMatch(file -> file.from().isPresent())) {
      unfilled(to -> !meant.contains(to.toString())).forEach(loose::add);
    }
    return loose;
  }

  /** Also where a file takes from what a setting names, for that may be it. */
  private boolean isTaken(Address to) {
    return taken.contains(to.toString())
        || taken.stream()
            .anyMatch(from -> from.startsWith(to.scheme() + ":") && from.contains("{{"));
  }

  private static boolean isOneOf(Address to, String... schemes) {
    return Set.of(schemes).contains(to.scheme()) && !to.path().contains("{{");
  }

  private RouteFileProblem untaken(RouteText text, Address to, Set<String> meant) {
    String message = "no file takes from `" + to + "`";
    Optional<String> near = NearestWord.find(to.path(), namesTaken(to.scheme()));
    near.ifPresent(name -> meant.add(to.scheme() + ":" + name));
    if (near.isPresent()) {
      String hint = "did you mean `%s:%s`?".formatted(to.scheme(), near.get());
      return text.problem(to.place(), Mistake.MISSPELT_DESTINATION, message, hint);
    }
    return to.scheme().equals("direct")
        ? text.problem(to.place(), Mistake.UNTAKEN_DIRECT, message, "a direct: has no queue.")
        : text.problem(
            to.place(),
            Mistake.UNTAKEN_DESTINATION,
            message,
            "events wait in its queue until one begins with it.");
  }

  private List<String> namesTaken(String scheme) {
    return taken.stream()
        .filter(from -> from.startsWith(scheme + ":"))
        .map(from -> from.substring(scheme.length() + 1))
        .toList();
  }

  private static RouteFileProblem noRouter(RouteText anyFile) {
    RouteText router =
        new RouteText(anyFile.path().resolveSibling(RouteRules.ROUTER + RouteText.SUFFIX), "");
    return router.problem(
        Place.TOP, Mistake.NO_ROUTER, "no such file is here", "events wait in the inbox for it.");
  }

  private Stream<RouteFileProblem> unfilled(Predicate<Address> isLoose) {
    boolean sendsAnywhere =
        filled.stream().anyMatch(to -> to.matches("(destination|direct):.*\\{\\{.*"));
    return files.stream()
        .filter(file -> !sendsAnywhere)
        .flatMap(
            file -> file.from().stream().filter(isLoose).flatMap(from -> unfilled(file, from)));
  }

  private Stream<RouteFileProblem> unfilled(Judged file, Address from) {
    return filled.contains(from.toString()) || from.toString().equals(RouteRules.FROM_INBOX)
        ? Stream.empty()
        : Stream.of(
            file.text()
                .problem(
                    from.place(),
                    Mistake.UNFILLED_DESTINATION,
                    "no file sends to `" + from + "`",
                    "this route has nothing to do."));
  }
}
