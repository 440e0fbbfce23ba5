package org.copernicaroutes.bench;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.support.PackagedApp;

/** A mail server on loopback, and what it has taken. */
final class Mailbox implements AutoCloseable {

  private static final int ID_LENGTH = 64;

  private final GreenMail server =
      new GreenMail(
          new ServerSetup(PackagedApp.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  Mailbox() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  Written written() {
    List<StoredMessage> mails = server.getManagers().getImapHostManager().getAllMessages();
    Set<String> events = new TreeSet<>();
    mails.forEach(mail -> events.add(event(mail)));
    return new Written(events, mails.stream().mapToLong(Mailbox::micros).sorted().toArray());
  }

  private static long micros(StoredMessage mail) {
    return TimeUnit.MILLISECONDS.toMicros(mail.getReceivedDate().getTime());
  }

  /** Its Message-ID begins with it. */
  private static String event(StoredMessage mail) {
    try {
      return mail.getMimeMessage().getMessageID().substring(1, 1 + ID_LENGTH);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
