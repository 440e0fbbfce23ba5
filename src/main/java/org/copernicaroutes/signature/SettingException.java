package org.copernicaroutes.signature;

import java.util.Arrays;
import java.util.List;

/** A setting without which we cannot start; the message is the sentence for the operator. */
public final class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingException(String message) {
    super(message);
  }

  /** The items of a list with commas. */
  static List<String> items(String setting) {
    return Arrays.stream(setting.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
