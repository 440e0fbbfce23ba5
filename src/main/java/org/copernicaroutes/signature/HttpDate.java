package org.copernicaroutes.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.copernicaroutes.callback.Untrusted;

/** A date in one of the three formats of RFC 7231 section 7.1.1.1, and no other. */
final class HttpDate {

  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          format("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
          // two digits mean 2000 to 2099: whatever was meant by another century is out of the
          // window
          format("EEEE, dd-MMM-uu HH:mm:ss 'GMT'"),
          format("EEE MMM ppd HH:mm:ss uuuu"));

  private HttpDate() {}

  static Instant parse(String text) {
    for (DateTimeFormatter format : FORMATS) {
      try {
        return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // the next format may fit
      }
    }
    throw new RefusedException(
        Refusal.MALFORMED_HEADER,
        "the Date header is " + Untrusted.quoted(text) + ", which is not a date of RFC 7231");
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
  }
}
