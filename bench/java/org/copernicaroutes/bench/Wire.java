package org.copernicaroutes.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection that stays open, with at most one request on it. */
final class Wire {

  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in = ByteBuffer.allocate(4096);
  private ByteBuffer out = ByteBuffer.allocate(0);
  private long due;

  Wire(int port, Selector selector) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * @param dueAt the moment on {@link System#nanoTime} from which its latency counts
   */
  void send(byte[] request, long dueAt) throws IOException {
    due = dueAt;
    out = ByteBuffer.wrap(request);
    flush();
  }

  long due() {
    return due;
  }

  /** The whole answer to the request on it, once it is there. */
  @Nullable String answer() throws IOException {
    flush();
    if (channel.read(in) < 0) {
      throw new EOFException("the door closed a connection");
    }
    String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    if (!isComplete(text)) {
      return null;
    }
    in.clear();
    return text;
  }

  void close() throws IOException {
    channel.close();
  }

  private void flush() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private static boolean isComplete(String text) {
    int head = text.indexOf("\r\n\r\n");
    return head >= 0 && text.length() >= head + 4 + bodyLength(text.substring(0, head));
  }

  private static int bodyLength(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    int end = head.indexOf('\r', at);
    return at < 0
        ? 0
        : Integer.parseInt(
            head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip());
  }
}
