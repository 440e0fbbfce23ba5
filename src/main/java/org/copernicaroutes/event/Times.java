package org.copernicaroutes.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/** Copernica's two kinds of time: zoneless text, and seconds since 1970. */
final class Times {

  private static final DateTimeFormatter ZONELESS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd[ ]['T']HH:mm:ss")
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String ZERO_DATE = "0000-00-00";
  private static final int MAX_DIGITS = 12;

  /** How far `timestamp` and `time` of one event may lie apart for reasons other than the zone. */
  private static final long SLACK_SECONDS = 120;

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
    if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      variables.setAside(name, new Text(text), Flag.BAD_TIME);
      return null;
    }
    return Instant.ofEpochSecond(Long.parseLong(text)).atOffset(ZoneOffset.UTC);
  }

  /**
   * Is the zone that we were told also the one that Copernica writes its times in? (2.10, no. 9)
   */
  void checkZone(
      @Nullable LocalDateTime timestamp, @Nullable OffsetDateTime time, ZoneId configured) {
    if (timestamp == null || time == null) {
      return;
    }
    long offset = timestamp.toEpochSecond(ZoneOffset.UTC) - time.toEpochSecond();
    boolean known =
        configured.getRules().getValidOffsets(timestamp).stream()
            .anyMatch(o -> Math.abs(o.getTotalSeconds() - offset) <= SLACK_SECONDS);
    if (!known) {
      variables.flag(Flag.OTHER_ZONE);
    }
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
