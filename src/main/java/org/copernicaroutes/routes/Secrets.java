package org.copernicaroutes.routes;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passwords, tokens and keys that stand in a route file themselves. */
public final class Secrets {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(passw(or)?d|passphrase|passcode|secret|token|credential|signature|authorization"
              + "|(api|access|account|auth|private|shared|secret)[-_]?key).*");
  private static final Pattern IN_ADDRESS =
      Pattern.compile("\\w[\\w+.-]*://[^\\s/?#:@]+:([^\\s/?#@]+)@");

  /** Values that are none: the defaults of kamelets, switches, and names of beans. */
  private static final Set<String> NO_SECRET = Set.of("", "none", "true", "false");

  private static final String HINT =
      "keep it out of the file: put it into a setting, or an environment variable, and write its"
          + " name as {{…}}.";

  private final Findings findings;

  private Secrets(Findings findings) {
    this.findings = findings;
  }

  /** Whether what goes by that name is kept from whoever reads along. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).matches();
  }

  static void check(RouteTree tree, Findings findings) {
    Secrets secrets = new Secrets(findings);
    tree.root().walk(secrets::address);
    tree.from().options().forEach(secrets::option);
    tree.allSteps()
        .forEach(
            step -> {
              step.address().ifPresent(to -> to.options().forEach(secrets::option));
              HeaderSetting.of(step).forEach(secrets::header);
            });
  }

  private void address(YamlNode node) {
    Matcher address = IN_ADDRESS.matcher(node.text() == null ? "" : node.text());
    if (address.find() && !address.group(1).contains("{{")) {
      findings.add(
          node.place(),
          Mistake.LITERAL_SECRET,
          "an address with user and password stands here",
          HINT);
    }
  }

  private void option(String name, YamlNode value) {
    String text = value.text() == null ? "" : value.text();
    boolean isWritten = !text.contains("{{") && !text.contains("${") && !text.startsWith("#");
    if (isWritten && !NO_SECRET.contains(text) && isSecret(name)) {
      add(value.place(), name);
    }
  }

  private void header(HeaderSetting set) {
    if (set.value().isLiteral() && isSecret(set.name())) {
      add(set.value().place(), set.name());
    }
  }

  private void add(Place place, String name) {
    findings.add(place, Mistake.LITERAL_SECRET, "the value of `" + name + "` stands here", HINT);
  }
}
