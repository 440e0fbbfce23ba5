package org.copernicaroutes.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what an event says what a column takes, without loss.
 *
 * <p>Empty text and Copernica's zero date become null where the column holds numbers or times; the
 * words for booleans are those of {@code copernica-spec.md} 3.5. What does not fit is a {@link
 * Misfit}.
 *
 * @param zone of Copernica's zoneless times, for columns that keep an instant
 */
record Conversion(ZoneId zone) {

  private static final Set<String> ON = Set.of("1", "true", "yes", "on", "ja");
  private static final Set<String> OFF = Set.of("", "0", "false", "no", "off", "nee");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** No column holds more; reading millions of digits would take minutes. */
  private static final int LONGEST_NUMBER = 1000;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** A comma that can only be the decimal one: {@code 0,125} and {@code 1.234,5}, not 1,234. */
  private static final Pattern DUTCH =
      Pattern.compile(
          "-?(\\d+|\\d{1,3}(\\.\\d{3})+),(\\d{1,2}|\\d{4,})|-?0,\\d+|-?\\d{1,3}(\\.\\d{3})+,\\d+");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?|[+-]?\\.\\d+");

  /**
   * @param value text, Boolean, Long, LocalDateTime, OffsetDateTime or a map of texts or booleans
   * @throws Misfit saying why the column cannot take it
   */
  @Nullable Object convert(Column column, @Nullable Object value) {
    Object converted = value == null ? null : converted(column, value);
    if (converted == null && !column.nullable()) {
      throw new Misfit("it is empty or missing, and the column takes no null");
    }
    return converted;
  }

  private @Nullable Object converted(Column column, Object value) {
    return switch (column.kind()) {
      case TEXT -> text(column, value);
      case INTEGER -> integer(column, value);
      case DECIMAL -> decimal(column, value);
      case FLOATING -> floating(value);
      case BOOLEAN -> bool(value);
      case DATE -> date(value);
      case TIME -> time(value);
      case TIMESTAMP -> dateTime(value);
      case INSTANT -> instant(value);
      case UUID -> uuid(value);
      case JSON, PARSED -> emptyIsNull(withoutNul(plain(value)));
      case JSON_BYTES -> bytes(emptyIsNull(withoutNul(plain(value))));
      case UNSUPPORTED -> throw new Misfit("the type " + column.typeName() + " is not supported");
    };
  }

  private String text(Column column, Object value) {
    String text = withoutNul(plain(value));
    int length = text.codePointCount(0, text.length());
    if (length > column.size()) {
      throw new Misfit("it has " + length + " characters");
    }
    return text;
  }

  /** PostgreSQL has no NUL; the other databases are not to hold what it could not. */
  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new Misfit("it holds a NUL character");
    }
    return text;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Times as Copernica writes them, maps as JSON. */
  private String plain(Object value) {
    if (value instanceof LocalDateTime time) {
      return time.format(DATE_TIME);
    }
    if (value instanceof Map<?, ?> map) {
      return json(map);
    }
    return value instanceof OffsetDateTime time ? plain(local(time)) : value.toString();
  }

  /** In the order in which the event has it. */
  private static String json(Map<?, ?> map) {
    withoutNul(map.toString());
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and booleans are always JSON", e);
    }
  }

  private LocalDateTime local(OffsetDateTime time) {
    return time.atZoneSameInstant(zone).toLocalDateTime();
  }

  private static @Nullable String emptyIsNull(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private @Nullable Long integer(Column column, Object value) {
    BigDecimal number = number(value);
    if (number == null) {
      return null;
    }
    try {
      BigInteger whole = number.toBigIntegerExact();
      if (whole.bitLength() < bits(column.jdbcType())) {
        return whole.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw new Misfit("it is not a whole number");
    }
    throw new Misfit("the number is too large");
  }

  private static int bits(int jdbcType) {
    return switch (jdbcType) {
      case Types.TINYINT -> Byte.SIZE;
      case Types.SMALLINT -> Short.SIZE;
      case Types.INTEGER -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  private @Nullable BigDecimal decimal(Column column, Object value) {
    BigDecimal number = number(value);
    if (number == null || !column.limitsDigits()) {
      return number;
    }
    BigDecimal least = number.stripTrailingZeros();
    if (least.scale() > column.scale()) {
      throw new Misfit("it has " + least.scale() + " digits after the point");
    }
    if (least.precision() - least.scale() > column.size() - column.scale()) {
      throw new Misfit("the number is too large");
    }
    return number;
  }

  private @Nullable Double floating(Object value) {
    BigDecimal number = number(value);
    if (number != null && Double.isInfinite(number.doubleValue())) {
      throw new Misfit("the number is too large");
    }
    return number == null ? null : number.doubleValue();
  }

  private @Nullable BigDecimal number(Object value) {
    if (value instanceof Boolean on) {
      return on ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    String text = emptyIsNull(plain(value));
    return text == null ? null : new BigDecimal(undotted(text));
  }

  private static String undotted(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new Misfit("it is not a number");
    }
    String dotted = DUTCH.matcher(text).matches() ? text.replace(".", "").replace(',', '.') : text;
    if (!NUMBER.matcher(dotted).matches()) {
      throw new Misfit(
          text.indexOf(',') < 0 ? "it is not a number" : "its comma is not clearly a decimal one");
    }
    return dotted;
  }

  private Boolean bool(Object value) {
    String word = plain(value).strip().toLowerCase(Locale.ROOT);
    if (!ON.contains(word) && !OFF.contains(word)) {
      throw new Misfit("it is none of " + "1, true, yes, on, ja, 0, false, no, off, nee");
    }
    return ON.contains(word);
  }

  private @Nullable LocalDate date(Object value) {
    LocalDateTime time = dateTime(value);
    return time == null ? null : time.toLocalDate();
  }

  private @Nullable LocalDateTime dateTime(Object value) {
    if (value instanceof LocalDateTime time) {
      return time;
    }
    if (value instanceof OffsetDateTime time) {
      return local(time);
    }
    String text = emptyIsNull(plain(value));
    return text == null || text.startsWith("0000-00-00") ? null : parsed(text);
  }

  private static LocalDateTime parsed(String text) {
    try {
      return text.length() == "uuuu-MM-dd".length()
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new Misfit("it is not a date as yyyy-mm-dd or yyyy-mm-dd hh:mm:ss");
    }
  }

  private @Nullable OffsetDateTime instant(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time;
    }
    LocalDateTime time = dateTime(value);
    return time == null ? null : time.atZone(zone).toOffsetDateTime();
  }

  private @Nullable LocalTime time(Object value) {
    String text = emptyIsNull(plain(value));
    try {
      return text == null ? null : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new Misfit("it is not a time as hh:mm or hh:mm:ss");
    }
  }

  private @Nullable UUID uuid(Object value) {
    String text = emptyIsNull(plain(value));
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new Misfit("it is not a UUID");
    }
  }
}
