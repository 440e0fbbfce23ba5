package org.copernicaroutes.routes;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.copernicaroutes.words.UnknownOption;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code check [FOLDER] [--format=json] [--key=value …]}: dry-runs route files with the settings of
 * the real thing, and starts and contacts nothing.
 */
public final class RoutesCheck {

  private static final String USAGE = "usage: check [FOLDER] [--format=json] [--key=value …]";

  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int NOT_CHECKED = 2;

  private static final String FORMAT = "--format=";
  private static final Map<String, Function<CheckReport, String>> FORMATS =
      Map.of("text", CheckReport::asText, "json", CheckReport::asJson);

  private final DryRun dryRun;

  RoutesCheck(DryRun dryRun) {
    this.dryRun = dryRun;
  }

  /**
   * Prints what was found.
   *
   * @param args the command line, beginning with {@code check}
   * @return the exit code: 0 all good, 1 a file is wrong, 2 nothing could be checked
   */
  public static int run(Class<?> application, String[] args, PrintStream out, PrintStream err) {
    List<String> folders = Arrays.stream(args).skip(1).filter(a -> !a.startsWith("--")).toList();
    Function<CheckReport, String> format = FORMATS.get(format(args));
    Optional<String> unknown = unknownOption(args);
    if (folders.size() > 1 || format == null || unknown.isPresent()) {
      unknown.ifPresent(err::println);
      err.println(USAGE);
      return NOT_CHECKED;
    }
    try (ConfigurableApplicationContext context = command(application).run(options(args))) {
      Path folder =
          folders.isEmpty()
              ? context.getBean(RoutesSettings.class).folder()
              : Path.of(folders.get(0));
      CheckReport report =
          new RoutesCheck(context.getBean(DryRun.class)).check(new RouteFolder(folder));
      out.println(format.apply(report));
      return report.isGood() ? GOOD : WRONG;
    } catch (NotChecked e) {
      err.println(e.getMessage());
      return NOT_CHECKED;
    } catch (RuntimeException e) {
      err.println("Nothing was checked, because the settings cannot be used: " + Causes.message(e));
      return NOT_CHECKED;
    }
  }

  private static Optional<String> unknownOption(String[] args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith("--") && !arg.startsWith(FORMAT))
        .map(arg -> arg.substring(2).split("=", 2)[0])
        .filter(name -> !UnknownOption.isSetting(name))
        .findFirst()
        .map(name -> UnknownOption.sentence(name, "check", Set.of("format")));
  }

  private static String format(String[] args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(FORMAT))
        .map(arg -> arg.substring(FORMAT.length()))
        .reduce((first, last) -> last)
        .orElse("text");
  }

  /**
   * All beans of the application, and none of them started.
   *
   * @param application its class, and of whatever beans there are to be beside its own
   */
  public static SpringApplication unstarted(Class<?>... application) {
    SpringApplication spring = new SpringApplication(application);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setLazyInitialization(true);
    spring.setRegisterShutdownHook(false);
    spring.setLogStartupInfo(false);
    spring.addInitializers(new NothingStarts());
    return spring;
  }

  /**
   * The same for a process that lives for one command, which says itself why it cannot be done: the
   * log, which may not know yet that the console is not its own, is silent then.
   */
  public static SpringApplication command(Class<?>... application) {
    SpringApplication spring = unstarted(application);
    spring.addListeners(
        (ApplicationListener<ApplicationFailedEvent>)
            failed ->
                LoggingSystem.get(application[0].getClassLoader())
                    .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF));
    return spring;
  }

  /** What is checked goes to stdout, so the log must not. */
  private static String[] options(String[] args) {
    List<String> options =
        new ArrayList<>(
            Arrays.stream(args)
                .filter(arg -> arg.startsWith("--") && !arg.startsWith(FORMAT))
                .toList());
    options.add("--logging.threshold.console=OFF");
    return options.toArray(String[]::new);
  }

  CheckReport check(RouteFolder folder) {
    Collection<RouteText> texts = texts(folder);
    List<Judged> judged = texts.stream().map(dryRun::of).toList();
    List<RouteFileProblem> problems = new ArrayList<>();
    for (Judged file : judged) {
      problems.addAll(file.problems());
      Stream<Judged> before = judged.stream().takeWhile(other -> other != file);
      Connections.takenTwice(file, before).ifPresent(problems::add);
    }
    problems.addAll(new Connections(judged).looseEnds());
    problems.addAll(dryRun.unaskedSettings(texts));
    folder.overlooked().forEach(name -> problems.add(overlooked(folder.path().resolve(name))));
    return new CheckReport(List.copyOf(texts), problems);
  }

  private static Collection<RouteText> texts(RouteFolder folder) {
    Map<String, RouteText> texts =
        folder
            .read()
            .orElseThrow(
                () -> new NotChecked(folder.path() + " is not a folder that can be read."));
    if (texts.isEmpty()) {
      throw new NotChecked(folder.path() + " holds no *" + RouteText.SUFFIX + " file.");
    }
    return texts.values();
  }

  private static RouteFileProblem overlooked(Path file) {
    return new RouteText(file, "")
        .problem(
            Place.TOP,
            Mistake.OVERLOOKED_FILE,
            "not loaded",
            "the names of route files end in " + RouteText.SUFFIX + ".");
  }
}
