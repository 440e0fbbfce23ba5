package org.copernicaroutes.inbox;

import java.util.List;

/** Removes letters for good. */
record LetterDiscard(String name, String note, LetterLog log) implements LetterAct {

  private static final int LONGEST_NOTE = 200;

  /**
   * @throws LettersRefused where the note is none
   */
  static LetterDiscard noted(String name, String note, LetterLog log) {
    String line = note.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (line.isEmpty() || line.length() > LONGEST_NOTE) {
      throw new LettersRefused(
          LettersRefused.Reason.INVALID,
          "a letter that is discarded is gone for good, so a note must say why: 1 to "
              + LONGEST_NOTE
              + " characters, no personal data. This one has "
              + line.length()
              + ".");
    }
    return new LetterDiscard(name, line, log);
  }

  @Override
  public List<Send> sends(DeadLetter letter) {
    return List.of();
  }

  @Override
  public void done(DeadLetter letter) {
    log.discarded(name, letter, note);
  }
}
