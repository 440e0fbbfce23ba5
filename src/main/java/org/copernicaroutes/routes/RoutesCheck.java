package org.copernicaroutes.routes;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code check [FOLDER] [--key=value …]}: dry-runs route files with the settings of the real thing,
 * and starts and contacts nothing.
 */
public final class RoutesCheck {

  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int NOT_CHECKED = 2;

  private final DryRun dryRun;
  private final PrintStream out;
  private final Map<String, RouteText> takers = new HashMap<>();

  private RoutesCheck(DryRun dryRun, PrintStream out) {
    this.dryRun = dryRun;
    this.out = out;
  }

  /**
   * Prints one line per good file and one per problem.
   *
   * @param args the command line, beginning with {@code check}
   * @return the exit code: 0 all good, 1 a file is wrong, 2 nothing could be checked
   */
  public static int run(Class<?> application, String[] args, PrintStream out, PrintStream err) {
    List<String> folders = Arrays.stream(args).skip(1).filter(a -> !a.startsWith("--")).toList();
    if (folders.size() > 1) {
      err.println("usage: check [FOLDER] [--key=value …]");
      return NOT_CHECKED;
    }
    try (ConfigurableApplicationContext context = unstarted(application).run(options(args))) {
      Path folder =
          folders.isEmpty()
              ? context.getBean(RoutesSettings.class).folder()
              : Path.of(folders.get(0));
      return new RoutesCheck(context.getBean(DryRun.class), out)
          .check(new RouteFolder(folder), err);
    } catch (RuntimeException e) {
      err.println("Nothing was checked, because the settings cannot be used: " + Causes.message(e));
      return NOT_CHECKED;
    }
  }

  /** All beans of the application, and none of them started. */
  static SpringApplication unstarted(Class<?> application) {
    SpringApplication spring = new SpringApplication(application);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setLazyInitialization(true);
    spring.setRegisterShutdownHook(false);
    spring.setLogStartupInfo(false);
    spring.addInitializers(new NothingStarts());
    return spring;
  }

  /** What is checked goes to stdout, so the log must not. */
  private static String[] options(String[] args) {
    List<String> options =
        new ArrayList<>(Arrays.stream(args).filter(a -> a.startsWith("--")).toList());
    options.add("--logging.threshold.console=OFF");
    return options.toArray(String[]::new);
  }

  private int check(RouteFolder folder, PrintStream err) {
    Optional<Map<String, RouteText>> texts = folder.read();
    if (texts.isEmpty() || texts.get().isEmpty()) {
      err.println(
          folder.path()
              + (texts.isEmpty()
                  ? " is not a folder that can be read."
                  : " holds no *" + RouteText.SUFFIX + " file."));
      return NOT_CHECKED;
    }
    Map<RouteText, DryRun.Verdict> verdicts = new LinkedHashMap<>();
    texts.get().values().forEach(text -> verdicts.put(text, dryRun.of(text)));
    boolean isGood = true;
    for (Map.Entry<RouteText, DryRun.Verdict> entry : verdicts.entrySet()) {
      isGood &= print(entry.getKey(), entry.getValue());
    }
    verdicts.forEach(this::printLooseEnds);
    folder
        .overlooked()
        .forEach(
            name ->
                out.println(
                    folder.path().resolve(name)
                        + " note: not loaded; the names of route files end in "
                        + RouteText.SUFFIX));
    return isGood ? GOOD : WRONG;
  }

  private boolean print(RouteText text, DryRun.Verdict verdict) {
    List<RouteFileProblem> problems = new ArrayList<>(verdict.problems());
    RouteText other = verdict.from().isEmpty() ? null : takers.putIfAbsent(verdict.from(), text);
    if (other != null) {
      problems.add(
          text.problem(
              1,
              "takes from "
                  + verdict.from()
                  + ", as "
                  + other.path()
                  + " does already; only one file may."));
    }
    problems.forEach(out::println);
    if (problems.isEmpty()) {
      out.println(text.path() + " ok");
    }
    return problems.isEmpty();
  }

  /** A queue that nobody takes from is allowed, and often a misspelt name. */
  private void printLooseEnds(RouteText text, DryRun.Verdict verdict) {
    verdict.to().stream()
        .filter(to -> List.of("destination", "direct").contains(to.scheme()))
        .filter(to -> !takers.containsKey(to.toString()))
        .forEach(
            to ->
                out.println(
                    text.problem(
                        to.line(),
                        "note: no file here takes from "
                            + to
                            + NearestWord.hint(to.toString(), takers.keySet()))));
  }
}
