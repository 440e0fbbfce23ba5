package org.copernicaroutes.callback;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;

/** A socket that, once it is told to, keeps what is written, and gives it out byte by byte. */
final class DrippingSocket extends Socket {

  private final Queue<Integer> kept = new ArrayDeque<>();
  private boolean holding;
  private volatile boolean gone;

  DrippingSocket(int port) throws IOException {
    super(InetAddress.getLoopbackAddress(), port);
    setTcpNoDelay(true);
  }

  synchronized void hold() {
    holding = true;
  }

  /** Sends one byte of what was kept, if there is any. */
  synchronized void drip() {
    try {
      if (!gone && !kept.isEmpty()) {
        super.getOutputStream().write(kept.remove());
      }
    } catch (IOException closed) {
      gone = true;
    }
  }

  /** Whether the other side has parted with us. */
  boolean isGone() {
    return gone;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream wire = super.getOutputStream();
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        synchronized (DrippingSocket.this) {
          if (!holding) {
            wire.write(bytes, from, length);
            return;
          }
          for (int i = from; i < from + length; i++) {
            kept.add(bytes[i] & 0xFF);
          }
        }
      }
    };
  }
}
