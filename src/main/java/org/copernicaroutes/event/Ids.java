package org.copernicaroutes.event;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/** Copernica's numbers for rows: 1 to 19 digits, no sign, no leading zero (2.10, no. 14). */
final class Ids {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Ids() {}

  /** Null: that is no id. */
  static @Nullable Long parse(String text) {
    boolean fits = ID.matcher(text).matches() && new BigInteger(text).compareTo(LARGEST) <= 0;
    return fits ? Long.valueOf(text) : null;
  }

  /**
   * Takes the id of that name, null where there is none; empty text counts as none. One that cannot
   * be read makes the body unreadable, since it could be another row's.
   */
  static @Nullable Long take(Variables variables, String name) throws UnreadableBody {
    String text = variables.takeSingle(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Long id = parse(text);
    if (id == null) {
      throw new UnreadableBody(
          "its variable `" + name + "` is not an id (1 to 19 digits, no leading zero)");
    }
    return id;
  }

  /** As {@link #take}, for events that need no row: what cannot be read is kept as it came. */
  static @Nullable Long takeOptional(Variables variables, String name) {
    String text = variables.takeText(name);
    Long id = text == null ? null : parse(text);
    if (text != null && id == null) {
      variables.setAside(name, new Text(text), Flag.BAD_ID);
    }
    return id;
  }
}
