package org.copernicaroutes.signature;

import java.util.List;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.copernicaroutes.callback.Untrusted;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, read the way the signing string reads them. */
record HeaderFields(List<Header> fields) {

  /** The value of a field that must be there exactly once, without the blanks around it. */
  String only(String name) {
    String found = null;
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        if (found != null) {
          throw new RefusedException(
              Refusal.DUPLICATE_HEADER, "there are two " + name + " headers");
        }
        found = trimmed(field.value());
      }
    }
    return present(name, found);
  }

  /** The values of all fields of that name, in order of arrival, joined by comma and space. */
  String joined(String name) {
    String found = null;
    for (Header field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        String value = trimmed(field.value());
        found = found == null ? value : found + ", " + value;
      }
    }
    return present(name, found);
  }

  private static String present(String name, @Nullable String value) {
    if (value == null) {
      throw new RefusedException(
          Refusal.MISSING_HEADER, "there is no " + Untrusted.quoted(name) + " header");
    }
    return value;
  }

  /** Without the spaces and tabs around it; nothing else counts as a blank. */
  private static String trimmed(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
