package org.copernicaroutes;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.copernicaroutes.operator.DeadCommand;
import org.copernicaroutes.routes.RouteSchema;
import org.copernicaroutes.routes.RoutesCheck;
import org.copernicaroutes.trial.TryCommand;

/** What can be asked of the jar besides starting the receiver. */
final class Commands {

  private static final int DONE = 0;
  private static final int NOT_UNDERSTOOD = 2;

  private static final String USAGE =
      """
      usage: java -jar copernica-routes.jar [COMMAND] [--key=value ...]

        (no command)                     start the receiver
        check [FOLDER] [--format=json]   dry-run route files; exits 1 when one is wrong
        try [--event FILE | --example NAME]
                                         run an event through the route files and tell what
                                         would happen; nothing is sent
        schema                           print the JSON schema of route files, for editors
        unpack FOLDER                    make a copy that starts faster
        dead list|show|retry|discard     dead letters of the running receiver; `dead` says more
        help, version

      Every setting is in config/application.yaml; each may be given as --key=value or as an
      environment variable: copernica.accounts = COPERNICA_ACCOUNTS.
      """;

  private final PrintStream out;
  private final PrintStream err;

  Commands(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit code; nothing where the command line asks for the receiver itself. */
  Optional<Integer> run(String[] args) {
    return switch (args.length == 0 ? "" : args[0]) {
      case "check" -> Optional.of(RoutesCheck.run(Application.class, args, out, err));
      case "try" -> Optional.of(TryCommand.run(Application.class, args, System.in, out, err));
      case "dead" -> Optional.of(DeadCommand.run(args, out, err, Clock.systemDefaultZone()));
      case "unpack" -> Optional.of(Unpack.run(args, out, err));
      case Rehearsal.COMMAND -> Optional.of(Rehearsal.run(args));
      case "schema" -> done(RouteSchema.text());
      case "help", "--help", "-h" -> done(USAGE);
      case "version", "--version" -> done(version() + System.lineSeparator());
      default -> notUnderstood(args);
    };
  }

  private Optional<Integer> done(String text) {
    out.print(text);
    return Optional.of(DONE);
  }

  private static String version() {
    String version = Application.class.getPackage().getImplementationVersion();
    return "copernica-routes " + (version == null ? "(not from its jar)" : version);
  }

  private Optional<Integer> notUnderstood(String[] args) {
    Optional<String> word = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).findFirst();
    word.ifPresent(
        unknown -> {
          err.println("There is no command `" + unknown + "`.");
          err.print(USAGE);
        });
    return word.map(unknown -> NOT_UNDERSTOOD);
  }
}
