package org.copernicaroutes.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * A closed-loop load generator on one thread: each of its connections sends its next request when
 * the answer to the last one is complete, until there are no more requests.
 */
final class ClosedLoop {

  private final int port;
  private final int connections;
  private final Queue<byte[]> requests;
  private final long[] nanos;
  private int answered;
  private int refused;

  /** What came of a run. */
  record Result(int answered, int refused, double seconds, long[] sortedNanos) {

    double rate() {
      return answered / seconds;
    }

    double millis(double percentile) {
      int index = (int) Math.ceil(percentile / 100 * sortedNanos.length) - 1;
      return sortedNanos[Math.max(0, index)] / 1e6;
    }

    @Override
    public String toString() {
      return "%d answered 200, %d otherwise, in %.2f s: %.0f/s, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms"
          .formatted(
              answered, refused, seconds, rate(), millis(50), millis(90), millis(99), millis(100));
    }
  }

  private static final class Connection {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(4096);
    ByteBuffer out = ByteBuffer.allocate(0);
    long sentAt;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  ClosedLoop(int port, int connections, List<byte[]> requests) {
    this.port = port;
    this.connections = connections;
    this.requests = new ArrayDeque<>(requests);
    this.nanos = new long[requests.size()];
  }

  Result run() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        open(selector);
      }
      long start = System.nanoTime();
      while (answered + refused < nanos.length) {
        selector.select(this::ready);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      Arrays.sort(nanos);
      return new Result(answered, refused, seconds, nanos);
    }
  }

  private void open(Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_WRITE, new Connection(channel));
  }

  private void ready(SelectionKey key) {
    try {
      Connection connection = (Connection) key.attachment();
      if (key.isReadable()) {
        read(key, connection);
      } else if (key.isWritable()) {
        write(key, connection);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the door closed a connection", e);
    }
  }

  private void write(SelectionKey key, Connection connection) throws IOException {
    if (!connection.out.hasRemaining()) {
      byte[] next = requests.poll();
      if (next == null) {
        key.interestOps(0);
        return;
      }
      connection.out = ByteBuffer.wrap(next);
      connection.sentAt = System.nanoTime();
    }
    connection.channel.write(connection.out);
    if (!connection.out.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read(SelectionKey key, Connection connection) throws IOException {
    if (connection.channel.read(connection.in) < 0) {
      throw new IOException("closed");
    }
    String text =
        new String(connection.in.array(), 0, connection.in.position(), StandardCharsets.ISO_8859_1);
    if (complete(text)) {
      nanos[answered + refused] = System.nanoTime() - connection.sentAt;
      count(text.startsWith("HTTP/1.1 200"));
      connection.in.clear();
      write(key, connection);
    }
  }

  private void count(boolean stored) {
    if (stored) {
      answered++;
    } else {
      refused++;
    }
  }

  private static boolean complete(String text) {
    int end = text.indexOf("\r\n\r\n");
    return end >= 0 && text.length() >= end + 4 + contentLength(text.substring(0, end));
  }

  private static int contentLength(String head) {
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
    if (at < 0) {
      return 0;
    }
    int end = head.indexOf('\r', at);
    return Integer.parseInt(head.substring(at + 15, end < 0 ? head.length() : end).strip());
  }
}
