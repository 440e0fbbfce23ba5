package org.copernicaroutes.faults;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server that adds up of how many alerts its mails tell. */
final class AlertMailbox implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("(?mi)^Message-ID:\\s*(\\S+)");
  private static final Pattern ALERTS = Pattern.compile("(?m)^(\\d+) alerts in one mail");

  private final Map<String, String> mails = new ConcurrentHashMap<>();
  private final List<String> repeatedOtherwise = new CopyOnWriteArrayList<>();
  private final SMTPServer server =
      SMTPServer.port(0)
          .bindAddress(InetAddress.getLoopbackAddress())
          .hostName("localhost")
          .messageHandler(this::receive)
          .build();

  AlertMailbox() {
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  private void receive(MessageContext context, String from, String to, byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    String mail = text.substring(text.indexOf("Date:"));
    String id = MailServer.first(ID, text);
    String before = mails.put(id, mail);
    if (before != null && !before.equals(mail)) {
      repeatedOtherwise.add(id);
    }
  }

  /** That came by themselves. */
  int singles() {
    return mails.size() - digests();
  }

  int digests() {
    return (int) mails.keySet().stream().filter(id -> id.contains(".digest.")).count();
  }

  /** That all mails together tell of, each counted once. */
  long alerts() {
    return mails.values().stream().mapToLong(AlertMailbox::alerts).sum();
  }

  private static long alerts(String mail) {
    Matcher digest = ALERTS.matcher(mail);
    return digest.find() ? Long.parseLong(digest.group(1)) : 1;
  }

  /** Those that came again and said something else. */
  List<String> repeatedOtherwise() {
    return repeatedOtherwise;
  }

  @Override
  public void close() {
    server.stop();
  }
}
