package org.copernicaroutes.demo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.xbill.DNS.Message;

/** A real name server on loopback, UDP and TCP on one port, that serves the demo's zone. */
final class DemoDns implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 512;
  private static final int BACKLOG = 16;
  private static final int READ_TIMEOUT_MILLIS = 2_000;

  private final Zone zone;
  private final ServerSocket tcp;
  private final DatagramSocket udp;

  private DemoDns(Zone zone, ServerSocket tcp, DatagramSocket udp) {
    this.zone = zone;
    this.tcp = tcp;
    this.udp = udp;
  }

  /**
   * @param port 0: any free one
   */
  static DemoDns start(Zone zone, int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      ServerSocket tcp = new ServerSocket(port, BACKLOG, loopback);
      DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback);
      DemoDns dns = new DemoDns(zone, tcp, udp);
      Daemon.start("demo-dns-tcp", dns::serveTcp);
      Daemon.start("demo-dns-udp", dns::serveUdp);
      return dns;
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's name server cannot use port " + port + ".", e);
    }
  }

  int port() {
    return tcp.getLocalPort();
  }

  private void serveUdp() {
    while (!udp.isClosed()) {
      try {
        answer(udp);
      } catch (IOException e) {
        // A datagram that is no question, or the end of the demo: nobody waits for an answer.
      }
    }
  }

  private void answer(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    socket.receive(packet);
    Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    byte[] answer = zone.answer(query).toWire(LARGEST_DATAGRAM);
    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        answer(socket);
      } catch (IOException e) {
        // A caller that hung up, or the end of the demo: nobody waits for an answer.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    byte[] query = in.readNBytes(in.readUnsignedShort());
    byte[] answer = zone.answer(new Message(query)).toWire();
    out.writeShort(answer.length);
    out.write(answer);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
