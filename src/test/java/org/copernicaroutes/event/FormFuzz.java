package org.copernicaroutes.event;

import static org.copernicaroutes.support.Promise.holds;

import java.util.Map;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/** Forms: what holds for every body, and agreement with another way to read them. */
public final class FormFuzz {

  private static final FormDecoder DECODER = new FormDecoder(DecodedBody.LIMITS);

  private FormFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    DecodedBody.check("application/x-www-form-urlencoded", data);
    try {
      compare(DECODER.decode(data), new PlainForm(data));
    } catch (UnreadableBody e) {
      // what such a body promises was checked above
    }
  }

  private static void compare(Variables ours, PlainForm theirs) {
    holds(
        ours.flags().contains(Flag.BAD_ESCAPE) == theirs.hasBadEscape(), "a bad escape is flagged");
    if (!theirs.hasBadEscape()) {
      Map<String, Node> variables = ours.root().children();
      theirs.plain().forEach((name, value) -> compare(name, variables.get(name), value));
      boolean joined =
          ours.flags().contains(Flag.REPEATED_NAME) || ours.flags().contains(Flag.CONFLICTING_NAME);
      holds(joined || texts(ours.root()) == theirs.named(), "no variable is lost");
    }
  }

  private static void compare(String name, Node ours, String theirs) {
    holds(ours instanceof Text text && text.value().equals(theirs), "a plain variable is as said");
  }

  private static int texts(Branch branch) {
    return branch.children().values().stream()
        .mapToInt(child -> child instanceof Branch below ? texts(below) : 1)
        .sum();
  }
}
