package org.copernicaroutes.demo;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What the demo's name server knows: one name with one TXT record. Every other is NXDOMAIN. */
record Zone(Name name, String text) {

  private static final long TTL_SECONDS = 60;
  private static final int LONGEST_STRING = 255;

  static Zone of(DemoKey key) {
    try {
      return new Zone(Name.fromString(key.name() + "."), key.record());
    } catch (TextParseException e) {
      throw new IllegalArgumentException(key.name() + " is not a DNS name.", e);
    }
  }

  Message answer(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    Record question = query.getQuestion();
    if (question == null) {
      answer.getHeader().setRcode(Rcode.FORMERR);
    } else {
      answer.addRecord(question, Section.QUESTION);
      fill(answer, question);
    }
    return answer;
  }

  private void fill(Message answer, Record question) {
    if (!question.getName().equals(name)) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else if (question.getType() == Type.TXT) {
      answer.addRecord(txt(), Section.ANSWER);
    }
  }

  private TXTRecord txt() {
    return new TXTRecord(name, DClass.IN, TTL_SECONDS, strings());
  }

  /** A character string of DNS has 255 bytes at most; a key needs two of them. */
  private List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (int at = 0; at < text.length(); at += LONGEST_STRING) {
      strings.add(text.substring(at, Math.min(at + LONGEST_STRING, text.length())));
    }
    return strings;
  }
}
