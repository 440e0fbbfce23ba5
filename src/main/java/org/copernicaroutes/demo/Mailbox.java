package org.copernicaroutes.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback that keeps what it receives, and tells of it. */
final class Mailbox implements Onlooker, AutoCloseable {

  private final Arrivals<String> arrivals = new Arrivals<>();
  private final SMTPServer server;

  private Mailbox(int port) {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandler(this::receive)
            .build();
  }

  /**
   * @param port 0: any free one
   */
  static Mailbox start(int port) {
    Mailbox mailbox = new Mailbox(port);
    mailbox.server.start();
    return mailbox;
  }

  int port() {
    return server.getPortAllocated();
  }

  private void receive(MessageContext context, String from, String to, byte[] data) {
    arrivals.add("to " + to + " from " + from + ": \"" + subject(data) + "\"");
  }

  private static String subject(byte[] data) {
    try {
      Session session = Session.getInstance(new Properties());
      String subject = new MimeMessage(session, new ByteArrayInputStream(data)).getSubject();
      return subject == null ? "" : subject;
    } catch (MessagingException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  @Override
  public Name name() {
    return Name.MAIL;
  }

  @Override
  public void before(Act act) {
    // Every mail is news, also a late one.
  }

  @Override
  public List<String> news() {
    return arrivals.take();
  }

  @Override
  public void close() {
    server.stop();
  }
}
