package org.copernicaroutes.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells the reader of the console what happens, in plain sentences and nothing else.
 *
 * <p>The layout is ASCII, so that every console shows it; only people's names may need UTF-8.
 */
final class Narrator {

  private static final String RULE = "-".repeat(78);

  private volatile PrintStream out;
  private int act;

  Narrator(OutputStream console) {
    out = new PrintStream(console, true, StandardCharsets.UTF_8);
  }

  /** Whatever is told from now on, nobody hears it. */
  void fallSilent() {
    out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  void title(String title, String subtitle) {
    out.println();
    out.println(RULE);
    out.println("  " + title);
    out.println("  " + subtitle);
    out.println(RULE);
  }

  /** A heading between acts. */
  void part(String title) {
    out.println();
    out.println("== " + title + " ==");
  }

  /** The first line of the next act, with its number. */
  void act(String sentence) {
    out.println();
    out.printf("%3d. %s%n", ++act, sentence);
  }

  /** What came of the act: where it was seen, and what. */
  void seen(String where, String what) {
    out.printf("       %-5s -> %s%n", where, what);
  }

  void seen(String where, List<String> sentences) {
    sentences.forEach(s -> seen(where, s));
  }

  /** A name and what it stands for, in a list of such. */
  void fact(String name, String what) {
    out.printf("  %-10s %s%n", name, what);
  }

  void say(String sentence) {
    out.println("  " + sentence);
  }
}
