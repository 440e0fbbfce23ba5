package org.copernicaroutes.routes;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The kinds of mistakes in route files. Their codes are for machines that read what {@code check
 * --format=json} prints, so a name stays what it is.
 */
public enum Mistake {
  NOT_YAML,
  WRONG_OUTLINE,
  WRONG_ID,
  WRONG_FROM,
  TAKEN_TWICE,
  UNKNOWN_STEP,
  UNKNOWN_FIELD,
  UNKNOWN_SCHEME,
  UNKNOWN_OPTION,
  UNKNOWN_KAMELET,
  MISSING_PARAMETER,
  WRONG_VALUE,
  UNKNOWN_SETTING,
  UNKNOWN_BEAN,
  UNKNOWN_NAME,
  UNKNOWN_WORD,
  WRONG_EXPRESSION,
  NEVER_TRUE,
  NEVER_REACHED,
  DATA_CHOOSES,
  SQL_FROM_TEXT,
  LITERAL_SECRET,
  OUTSIDE_THE_DELIVERY,
  OWN_ERROR_HANDLING,
  SCRIPT,
  NOT_FOR_THE_ROUTER,
  NO_BATCH,
  NOT_BUILT,
  NOT_STARTED,
  MISSPELT_DESTINATION,
  UNTAKEN_DIRECT,
  UNTAKEN_DESTINATION(Severity.WARNING),
  UNFILLED_DESTINATION(Severity.WARNING),
  NO_ROUTER(Severity.WARNING),
  UNASKED_SETTING(Severity.WARNING),
  OVERLOOKED_FILE(Severity.WARNING);

  /** An error is refused; a warning is only said. */
  public enum Severity {
    ERROR,
    WARNING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<Mistake> BEYOND_CAMEL =
      EnumSet.of(
          WRONG_ID,
          WRONG_FROM,
          UNKNOWN_WORD,
          NEVER_TRUE,
          NEVER_REACHED,
          DATA_CHOOSES,
          SQL_FROM_TEXT,
          LITERAL_SECRET,
          OUTSIDE_THE_DELIVERY,
          OWN_ERROR_HANDLING,
          NOT_FOR_THE_ROUTER,
          NO_BATCH);

  private static final Set<Mistake> OF_THE_FOLDER =
      EnumSet.of(TAKEN_TWICE, MISSPELT_DESTINATION, UNTAKEN_DIRECT);

  private final Severity severity;

  Mistake() {
    this(Severity.ERROR);
  }

  Mistake(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** What Camel itself has no objection to. */
  boolean isBeyondCamel() {
    return BEYOND_CAMEL.contains(this);
  }

  /** What another file can put right, so that this one is good as it stands. */
  boolean isOfTheFolder() {
    return OF_THE_FOLDER.contains(this);
  }

  /** Such as {@code unknown-step}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
