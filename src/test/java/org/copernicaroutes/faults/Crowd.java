package org.copernicaroutes.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many callers of one kind who mean no good: each holds a connection, and comes back whenever it is
 * parted with. One thread moves them all.
 */
final class Crowd implements AutoCloseable {

  private static final int TICK_MILLIS = 200;
  private static final int SMALL = 4096;

  private final InetSocketAddress door;
  private final Habit habit;
  private final List<Caller> callers = new ArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private volatile int connected;
  private volatile long partedWith;

  /**
   * What one of them does.
   *
   * @param first what it sends at once
   * @param then what it sends over and over after that, as often as each 200 ms
   * @param reads whether it takes what the door answers
   */
  record Habit(byte[] first, byte[] then, boolean reads) {

    static Habit dripsHeaders() {
      return new Habit(
          bytes("POST /copernica/callback HTTP/1.1\r\nHost: h\r\nX-Drip: "), bytes("x"), true);
    }

    static Habit dripsBody(int length) {
      return new Habit(head(length), bytes("x"), true);
    }

    /** Almost all of a large body, as fast as it is taken, and then no more. */
    static Habit stopsBeforeTheEnd(int length) {
      ByteBuffer first = ByteBuffer.allocate(head(length).length + length - 1);
      first.put(head(length));
      return new Habit(first.array(), new byte[0], true);
    }

    /** Request after request, and none of the answers is waited for. */
    static Habit floods(boolean reads) {
      String one = new String(head(1), StandardCharsets.ISO_8859_1) + "x";
      return new Habit(bytes(one), bytes(one.repeat(20)), reads);
    }

    private static byte[] head(int length) {
      return bytes(
          "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final class Caller {

    private final ByteBuffer in = ByteBuffer.allocate(1024);
    private @Nullable SocketChannel channel;
    private ByteBuffer out = ByteBuffer.wrap(habit.first());

    void move() {
      try {
        if (channel == null) {
          open();
        } else if (channel.finishConnect()) {
          write();
          read();
        }
      } catch (IOException e) {
        close();
        partedWith++;
      }
    }

    private void open() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
      channel.connect(door);
      out = ByteBuffer.wrap(habit.first());
    }

    private void write() throws IOException {
      if (!out.hasRemaining()) {
        out = ByteBuffer.wrap(habit.then());
      }
      channel.write(out);
    }

    private void read() throws IOException {
      while (habit.reads() && channel.read(in.clear()) != 0) {
        if (in.position() == 0) {
          throw new IOException("parted with");
        }
      }
    }

    boolean isConnected() {
      return channel != null && channel.isConnected();
    }

    void close() {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        // it is gone either way
      }
      channel = null;
    }
  }

  Crowd(int port, int size, Habit habit) {
    this.door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.habit = habit;
    for (int i = 0; i < size; i++) {
      callers.add(new Caller());
    }
    thread.scheduleWithFixedDelay(this::move, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void move() {
    callers.forEach(Caller::move);
    connected = (int) callers.stream().filter(Caller::isConnected).count();
  }

  int connected() {
    return connected;
  }

  /** How often the door closed a connection. */
  long partedWith() {
    return partedWith;
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callers.forEach(Caller::close);
  }
}
