package org.copernicaroutes.callback;

/** How a stranger's text appears in a log line: short, quoted, on one line, in plain ASCII. */
public final class Untrusted {

  private static final int LONGEST = 80;

  private Untrusted() {}

  public static String quoted(String text) {
    StringBuilder shown = new StringBuilder("`");
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c <= '~' && c != '`' ? c : '?');
    }
    return shown.append(text.length() > LONGEST ? "…`" : "`").toString();
  }
}
