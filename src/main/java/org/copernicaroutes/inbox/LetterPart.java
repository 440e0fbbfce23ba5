package org.copernicaroutes.inbox;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;

/** The letters that one transaction takes. */
final class LetterPart {

  private final Taking taking;
  private final String queue;
  private final LetterAct act;
  private final List<DeadLetter> leaving = new ArrayList<>();
  private final List<Send> sends = new ArrayList<>();
  private int seen;
  private long bytes;
  private boolean stopped;

  LetterPart(Taking taking, String queue, LetterAct act) {
    this.taking = taking;
    this.queue = queue;
    this.act = act;
  }

  void add(Message message, LetterFilter wanted) throws JMSException {
    DeadLetter letter = DeadLetter.of(message);
    seen++;
    bytes += letter.size();
    if (!wanted.accepts(letter) || !leaves(letter)) {
      taking.putBack(queue, message, letter.taken());
    }
  }

  private boolean leaves(DeadLetter letter) {
    List<Send> out = act.sends(letter);
    if (out == null) {
      stopped = true;
      return false;
    }
    leaving.add(letter);
    sends.addAll(out);
    return true;
  }

  void commit() throws JMSException {
    taking.commit(sends);
    leaving.forEach(act::done);
  }

  void undone() {
    leaving.forEach(act::undone);
  }

  int seen() {
    return seen;
  }

  int leaving() {
    return leaving.size();
  }

  long bytes() {
    return bytes;
  }

  /** The last one had to stay. */
  boolean stopped() {
    return stopped;
  }
}
