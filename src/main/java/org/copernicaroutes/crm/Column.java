package org.copernicaroutes.crm;

import java.sql.Types;
import java.util.Locale;

/**
 * A column as the database describes it.
 *
 * @param jdbcType of {@link Types}
 * @param size letters of a text, digits of a number
 * @param scale digits after the point
 * @param untold what the database does where it is told no value
 */
record Column(
    String name,
    int jdbcType,
    String typeName,
    int size,
    int scale,
    boolean nullable,
    Untold untold) {

  /** What the database puts into a new row by itself. */
  enum Untold {
    /** Null, or an error where the column takes none. */
    NOTHING,
    /** A default or the next number. */
    DEFAULT,
    /** What it computes; it takes nothing else. */
    ALWAYS
  }

  /** What a value has to become before the driver is given it. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    FLOATING,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    INSTANT,
    UUID,
    JSON,
    /** The same, for a database that takes JSON as UTF-8 and text as a text within it. */
    JSON_BYTES,
    /** Given as text, which the database parses: enumerations, domains. */
    PARSED,
    UNSUPPORTED
  }

  Kind kind() {
    return switch (typeName.toLowerCase(Locale.ROOT)) {
      case "bool" -> Kind.BOOLEAN;
      case "uuid" -> Kind.UUID;
      case "json", "jsonb" -> jdbcType == Types.BINARY ? Kind.JSON_BYTES : Kind.JSON;
      case "timestamptz" -> Kind.INSTANT;
      case "money", "bit", "varbit", "timetz" -> Kind.PARSED;
      default -> kindOfJdbcType();
    };
  }

  private Kind kindOfJdbcType() {
    return switch (jdbcType) {
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Kind.TEXT;
      case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.NCLOB -> Kind.TEXT;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.INTEGER;
      case Types.DECIMAL, Types.NUMERIC -> Kind.DECIMAL;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.FLOATING;
      case Types.BOOLEAN, Types.BIT -> Kind.BOOLEAN;
      case Types.DATE -> Kind.DATE;
      case Types.TIME -> Kind.TIME;
      case Types.TIMESTAMP -> Kind.TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
      case Types.OTHER, Types.DISTINCT, Types.SQLXML -> Kind.PARSED;
      default -> Kind.UNSUPPORTED;
    };
  }

  Column as(int otherJdbcType, String otherTypeName) {
    return new Column(name, otherJdbcType, otherTypeName, size, scale, nullable, untold);
  }

  /** Whether a new row fails without a value of ours. */
  boolean mustBeFilled() {
    return !nullable && untold == Untold.NOTHING;
  }

  boolean takesIds() {
    return switch (kind()) {
      case TEXT, INTEGER, DECIMAL, FLOATING, PARSED -> true;
      default -> false;
    };
  }

  boolean takesJson() {
    return switch (kind()) {
      case TEXT, JSON, JSON_BYTES, PARSED -> true;
      default -> false;
    };
  }

  /** PostgreSQL reports 0 for a numeric without a size. */
  boolean limitsDigits() {
    return size > 0;
  }

  /** Its type, as the database writes it. */
  String inWords() {
    return switch (kind()) {
      case TEXT -> size == Integer.MAX_VALUE ? typeName : typeName + "(" + size + ")";
      case DECIMAL -> limitsDigits() ? typeName + "(" + size + "," + scale + ")" : typeName;
      default -> typeName;
    };
  }
}
