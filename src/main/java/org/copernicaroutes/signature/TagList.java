package org.copernicaroutes.signature;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tag list: {@code name=value} separated by semicolons, blanks around them ignored. */
final class TagList {

  private TagList() {}

  /** Empty where the text is no tag list, or one tag is there twice. */
  static Map<String, String> of(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : text.split(";")) {
      int equals = tag.indexOf('=');
      if (tag.isBlank()) {
        continue;
      }
      if (equals < 0 || tags.put(tag.substring(0, equals).strip(), value(tag, equals)) != null) {
        return Map.of();
      }
    }
    return tags;
  }

  private static String value(String tag, int equals) {
    String value = tag.substring(equals + 1).strip();
    return tag.substring(0, equals).strip().equals("p") ? value.replaceAll("\\s", "") : value;
  }

  /** The version may be left out; where it is there, it is DKIM1 and comes first. */
  static boolean isDkim(Map<String, String> tags) {
    String version = tags.get("v");
    return version == null
        || version.equals("DKIM1") && tags.keySet().iterator().next().equals("v");
  }
}
