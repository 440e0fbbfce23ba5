package org.copernicaroutes.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/** Copernica's two kinds of time: zoneless text, and seconds since 1970. */
final class Times {

  private static final DateTimeFormatter ZONELESS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd[ ]['T']HH:mm:ss")
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String ZERO_DATE = "0000-00-00";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final Variables variables;

  Times(Variables variables) {
    this.variables = variables;
  }

  /** Null where there is none, or none that can be read; the text is then in extra. */
  @Nullable LocalDateTime zoneless(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return LocalDateTime.parse(text, ZONELESS);
    } catch (DateTimeException e) {
      variables.setAside(
          name, new Text(text), text.startsWith(ZERO_DATE) ? Flag.ZERO_DATE : Flag.BAD_TIME);
      return null;
    }
  }

  @Nullable OffsetDateTime epochSeconds(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    if (!SECONDS.matcher(text).matches()) {
      variables.setAside(name, new Text(text), Flag.BAD_TIME);
      return null;
    }
    return Instant.ofEpochSecond(Long.parseLong(text)).atOffset(ZoneOffset.UTC);
  }

  private @Nullable String text(String name) {
    Node node = variables.take(name);
    if (node instanceof Text text) {
      return text.value();
    }
    if (node != null) {
      variables.setAside(name, node, Flag.BAD_TIME);
    }
    return null;
  }
}
