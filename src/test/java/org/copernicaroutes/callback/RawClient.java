package org.copernicaroutes.callback;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A socket on which a test writes exactly the bytes that it means. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawClient(Socket connected) throws IOException {
    socket = connected;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** As much of it as the other side lets in: it may answer and close before it has had all. */
  RawClient pour(byte[] bytes) {
    try {
      return send(bytes);
    } catch (IOException closed) {
      return this;
    }
  }

  /** One char is one byte. */
  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Lines become CRLF, and an empty line follows. */
  RawClient head(String... lines) throws IOException {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** A POST with its length and this body. */
  RawClient post(String target, byte[] body, String... headers) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("POST " + target + " HTTP/1.1");
    lines.add("Host: hooks.example.com");
    lines.addAll(List.of(headers));
    lines.add("Content-Length: " + body.length);
    return head(lines.toArray(String[]::new)).send(body);
  }

  Reply reply() throws IOException {
    String status = line();
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    Reply reply = new Reply(Integer.parseInt(status.split(" ")[1]), headers, "");
    int length = reply.header("Content-Length").map(Integer::parseInt).orElse(0);
    byte[] body = in.readNBytes(length);
    return new Reply(reply.status(), headers, new String(body, StandardCharsets.ISO_8859_1));
  }

  /** Whether the other side has closed, waiting for that. */
  boolean closed() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("closed after: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  record Reply(int status, List<String> headers, String body) {

    Optional<String> header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).trim())
          .findFirst();
    }
  }
}
