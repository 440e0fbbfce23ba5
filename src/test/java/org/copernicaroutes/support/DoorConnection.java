package org.copernicaroutes.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to the door, kept alive; what goes out is exactly what the test says. */
public final class DoorConnection implements Closeable {

  private static final int READ_LIMIT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  /** What the door answered: the head as it came, and the body. */
  public record Reply(int status, String head, String body) {

    /** The event id of a request that was stored. */
    public String id() {
      return body.replaceAll(".*\"id\":\"([0-9a-f]{64})\".*", "$1");
    }
  }

  public DoorConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Over a connection that is there. */
  public DoorConnection(Socket connected) throws IOException {
    socket = connected;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One request over a connection of its own. */
  public static Reply send(int port, SentRequest request) throws IOException {
    try (DoorConnection connection = new DoorConnection(port)) {
      return connection.send(request.bytes());
    }
  }

  /** A request that leaves the connection open for the next. */
  public static byte[] keptAlive(SentRequest request) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head(request).getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(request.body());
    return all.toByteArray();
  }

  /**
   * @throws EOFException when the door closed the connection before it had answered
   */
  public Reply send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    return reply();
  }

  private Reply reply() throws IOException {
    String head = readHead();
    int length = contentLength(head);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Reply(Integer.parseInt(head.substring(9, 12)), head, body);
  }

  /** The same from a sender that hangs up after it. */
  public Reply sendTheLast(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    socket.shutdownOutput();
    return reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String head(SentRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    request.headers().forEach(h -> head.append(h.name() + ": " + h.value() + "\r\n"));
    return head.append("\r\n").toString();
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the door closed the connection after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }
}
