package org.copernicaroutes.signature;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sender's identity in X-Copernica-ID, in any of its spellings (copernica-spec.md 4.3). */
record CopernicaId(Kind kind, long number) {

  /** SMTPeter, the sister product, calls an account an environment. */
  enum Kind {
    ACCOUNT,
    ENVIRONMENT
  }

  private static final Pattern SPELLING =
      Pattern.compile("(account|environment)[-_]([1-9][0-9]{0,18})", Pattern.CASE_INSENSITIVE);

  /** Null where the text is none. */
  static @Nullable CopernicaId parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
      return new CopernicaId(kind, Long.parseLong(matcher.group(2)));
    } catch (NumberFormatException e) {
      return null; // 19 digits can be more than a long holds
    }
  }
}
