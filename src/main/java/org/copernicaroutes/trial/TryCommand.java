package org.copernicaroutes.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copernicaroutes.crm.CrmPreviews;
import org.copernicaroutes.crm.ReadOnlyPools;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.EventDecoder;
import org.copernicaroutes.event.EventJson;
import org.copernicaroutes.event.ExampleBodies;
import org.copernicaroutes.routes.NotChecked;
import org.copernicaroutes.routes.RouteFileProblem;
import org.copernicaroutes.routes.RoutesCheck;
import org.copernicaroutes.routes.RoutesOnTrial;
import org.copernicaroutes.trial.TryArguments.NotUnderstood;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code try}: runs an event, or one of each kind, through the route files and tells what would
 * happen. Nothing is started but the routes, and nothing is sent.
 */
public final class TryCommand {

  private static final String USAGE =
      """
      usage: try [--event FILE | --example NAME] [--routes FOLDER] [--format=json] [--key=value …]

        --event FILE      a body as Copernica sends it, or an event as JSON; - reads it from stdin
        --content-type T  of that body; otherwise told by how it begins
        --target TARGET   of that request, such as '/copernica/callback?database=7&trigger=delivery'
        --example NAME    one of those built in; list shows them. Neither: one line about each
      """;

  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int NOT_TRIED = 2;

  private static final String LIST = "list";
  private static final String STDIN = "-";
  private static final Instant OF_EXAMPLES = Instant.parse("2025-03-14T14:09:26Z");

  private final TryArguments arguments;
  private final ConfigurableApplicationContext application;

  private TryCommand(TryArguments arguments, ConfigurableApplicationContext application) {
    this.arguments = arguments;
    this.application = application;
  }

  /**
   * Prints the story.
   *
   * @param args the command line, beginning with {@code try}
   * @return the exit code: 0 the event would be dealt with, 1 a file is wrong or a route fails, 2
   *     nothing was tried
   */
  public static int run(
      Class<?> application, String[] args, InputStream in, PrintStream out, PrintStream err) {
    try {
      TryArguments arguments = TryArguments.parse(args);
      if (arguments.example().filter(LIST::equals).isPresent()) {
        ExampleBodies.all().keySet().forEach(out::println);
        return GOOD;
      }
      Map<String, byte[]> bodies = bodies(arguments, in);
      Report report = report(application, arguments, bodies);
      out.println(report.as(arguments.format()));
      return report.isGood() ? GOOD : WRONG;
    } catch (NotUnderstood e) {
      err.println(e.getMessage());
      err.print(USAGE);
    } catch (NotChecked e) {
      err.println(e.getMessage());
    } catch (Exception e) {
      err.println("Nothing was tried, because the settings cannot be used: " + innermost(e));
    }
    return NOT_TRIED;
  }

  private static String innermost(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : innermost(e.getCause());
  }

  /** By where they come from. */
  private static Map<String, byte[]> bodies(TryArguments arguments, InputStream in) {
    return arguments
        .event()
        .map(file -> Map.of(file, read(file, in)))
        .orElseGet(() -> Examples.named(arguments.example()));
  }

  private static byte[] read(String file, InputStream in) {
    try {
      return file.equals(STDIN) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new NotUnderstood("--event: the file " + file + " cannot be read.");
    }
  }

  private static Report report(
      Class<?> application, TryArguments arguments, Map<String, byte[]> bodies) throws Exception {
    var spring =
        RoutesCheck.command(application, TrialBeans.class, CrmPreviews.class, ReadOnlyPools.class);
    try (ConfigurableApplicationContext context = spring.run(arguments.forSpring())) {
      return new TryCommand(arguments, context).report(bodies);
    }
  }

  private Report report(Map<String, byte[]> bodies) throws Exception {
    try (RoutesOnTrial routes = RoutesOnTrial.of(application, arguments.routes())) {
      List<RouteFileProblem> errors = routes.errors();
      List<Tried> tried = errors.isEmpty() ? tried(routes, bodies) : List.of();
      return new Report(errors, tried, Masked.of(application.getEnvironment()));
    }
  }

  private List<Tried> tried(RoutesOnTrial routes, Map<String, byte[]> bodies) throws Exception {
    EventJson json = application.getBean(EventJson.class);
    Story story = application.getBean(Story.class);
    Outgoing destinations = new Outgoing(json, story);
    Trial trial =
        new Trial(routes.start(new TrialEdge(story, destinations)), destinations, story, json);
    GivenEvents given = new GivenEvents(application.getBean(EventDecoder.class), json, account());
    List<Tried> tried = new ArrayList<>();
    bodies.forEach((source, body) -> tried.add(trial.of(source, () -> event(given, body))));
    return tried;
  }

  private Event event(GivenEvents given, byte[] body) {
    boolean isExample = arguments.event().isEmpty();
    Instant at = isExample ? OF_EXAMPLES : application.getBean(Clock.class).instant();
    return given.read(body, arguments.contentType(), arguments.target(), at);
  }

  /** The first that is accepted; an event of no account that we know is still worth a trial. */
  private long account() {
    Matcher number =
        Pattern.compile("\\d{1,18}")
            .matcher(application.getEnvironment().getProperty("copernica.accounts", ""));
    return number.find() ? Long.parseLong(number.group()) : 1;
  }
}
