package org.copernicaroutes.faults;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.copernicaroutes.support.PackagedApp;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server that can be taken away; it remembers which mail came for which event. */
final class MailServer implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("(?mi)^Message-ID:\\s*(\\S+)");
  private static final Pattern EVENT = Pattern.compile("(?m)^Subject: .* of subprofile (\\d+)");

  private final Arrivals arrivals = new Arrivals();
  private final int port = PackagedApp.freePort();
  private SMTPServer server;

  MailServer() {
    giveBack();
  }

  int port() {
    return port;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  void takeAway() {
    server.stop();
  }

  void giveBack() {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .messageHandler(this::receive)
            .build();
    server.start();
  }

  private void receive(MessageContext context, String from, String to, byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    arrivals.add(Long.parseLong(first(EVENT, text)), first(ID, text));
  }

  static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing like " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    server.stop();
  }
}
