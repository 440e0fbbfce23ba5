package org.copernicaroutes.event;

import java.util.Locale;

/** What was odd about a body that could be read all the same. docs/event.md explains each. */
enum Flag {
  BAD_ESCAPE,
  BAD_HINT,
  BAD_ID,
  BAD_TIME,
  BRACKETS_IN_NAME,
  CONFLICTING_NAME,
  DELIVERY_TYPED_OPEN,
  ID_DIFFERS,
  INTERESTS_OF_SUBPROFILE,
  INTERESTS_UNCLEAR,
  MALFORMED_NAME,
  NESTED_VALUE,
  NUL_IN_VALUE,
  NULL_VALUE,
  OTHER_ZONE,
  REPEATED_NAME,
  SIMILAR_NAMES,
  UNNAMED_VALUE,
  WINDOWS_1252,
  ZERO_DATE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word in {@link Event#getFlags()}. */
  String text() {
    return text;
  }
}
