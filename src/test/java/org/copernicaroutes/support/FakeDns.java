package org.copernicaroutes.support;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/**
 * A name server on loopback, UDP and TCP on one free port. It serves TXT records, and NXDOMAIN for
 * every name that it was not told of; it can be made to fail, to be silent, or to wait.
 */
public final class FakeDns implements Closeable {

  /** How a question is dealt with. */
  private enum Mood {
    ANSWERS,
    FAILS,
    IS_SILENT
  }

  private static final int UDP_SIZE_WITHOUT_EDNS = 512;
  private static final int LONGEST_STRING = 255;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Map<String, List<List<String>>> records = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> queries = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger overTcp = new AtomicInteger();
  private volatile Duration ttl = Duration.ofMinutes(5);
  private volatile Mood mood = Mood.ANSWERS;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private FakeDns(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  public static FakeDns start() {
    try {
      ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FakeDns dns = new FakeDns(new DatagramSocket(tcp.getLocalSocketAddress()), tcp);
      run(dns::serveUdp);
      run(dns::serveTcp);
      return dns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return tcp.getLocalPort();
  }

  /** The value for {@code copernica.signature.dns-servers}. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** The name has these TXT records from now on, in this order, and no others. */
  public FakeDns txt(String name, String... texts) {
    List<List<String>> all = new ArrayList<>();
    for (String text : texts) {
      all.add(split(text));
    }
    return records(name, all);
  }

  /** The same, each record as its character strings. */
  public FakeDns records(String name, List<List<String>> stringsOfRecords) {
    records.put(name, stringsOfRecords);
    return this;
  }

  /** The name does not exist any more. */
  public FakeDns remove(String name) {
    records.remove(name);
    return this;
  }

  public FakeDns ttl(Duration value) {
    ttl = value;
    return this;
  }

  /** From now on every question is answered properly. */
  public FakeDns answers() {
    failing.clear();
    mood = Mood.ANSWERS;
    return this;
  }

  /** From now on every question is answered SERVFAIL. */
  public FakeDns fails() {
    mood = Mood.FAILS;
    return this;
  }

  /** From now on every question about that name is answered SERVFAIL. */
  public FakeDns failsFor(String name) {
    failing.add(name);
    return this;
  }

  /** From now on no question is answered. */
  public FakeDns isSilent() {
    mood = Mood.IS_SILENT;
    return this;
  }

  /** Questions are taken and counted from now on, and answered after {@link #release()}. */
  public FakeDns hold() {
    gate = new CountDownLatch(1);
    return this;
  }

  public void release() {
    gate.countDown();
  }

  /** How many questions came, tries over UDP and TCP each counted. */
  public int queries() {
    return queries.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** How many different names were asked for. */
  public int names() {
    return queries.size();
  }

  public int queries(String name) {
    AtomicInteger count = queries.get(name);
    return count == null ? 0 : count.get();
  }

  public int queriesOverTcp() {
    return overTcp.get();
  }

  @Override
  public void close() {
    release();
    try {
      udp.close();
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveUdp() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      udp.receive(packet);
      run(() -> answerUdp(packet));
    }
  }

  private void answerUdp(DatagramPacket packet) throws IOException {
    Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    Message answer = answer(query);
    if (answer != null) {
      OPTRecord edns = query.getOPT();
      byte[] wire = answer.toWire(edns == null ? UDP_SIZE_WITHOUT_EDNS : edns.getPayloadSize());
      udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
    }
  }

  private void serveTcp() throws IOException {
    while (true) {
      Socket socket = tcp.accept();
      run(() -> answerTcp(socket));
    }
  }

  private void answerTcp(Socket socket) throws IOException {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] wire = in.readNBytes(in.readUnsignedShort());
      overTcp.incrementAndGet();
      Message answer = answer(new Message(wire));
      if (answer != null) {
        byte[] out = answer.toWire();
        DataOutputStream to = new DataOutputStream(socket.getOutputStream());
        to.writeShort(out.length);
        to.write(out);
      }
    }
  }

  /** Null: say nothing. */
  private @Nullable Message answer(Message query) {
    Name name = query.getQuestion().getName();
    String text = name.toString(true).toLowerCase(Locale.ROOT);
    queries.computeIfAbsent(text, n -> new AtomicInteger()).incrementAndGet();
    Mood now = failing.contains(text) ? Mood.FAILS : mood;
    waitForRelease();
    return now == Mood.IS_SILENT ? null : answer(query, name, records.get(text), now);
  }

  private Message answer(Message query, Name name, @Nullable List<List<String>> found, Mood now) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    if (now == Mood.FAILS) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (found == null) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    } else {
      found.forEach(strings -> answer.addRecord(record(name, strings), Section.ANSWER));
    }
    return answer;
  }

  private Record record(Name name, List<String> strings) {
    return new TXTRecord(name, DClass.IN, ttl.toSeconds(), strings);
  }

  private void waitForRelease() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> split(String text) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < text.length(); i += LONGEST_STRING) {
      strings.add(text.substring(i, Math.min(text.length(), i + LONGEST_STRING)));
    }
    return strings;
  }

  private interface Work {
    void run() throws IOException;
  }

  /** A closed socket ends the work. */
  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the server was closed, or its client went away
              }
            },
            "fake-dns");
    thread.setDaemon(true);
    thread.start();
  }
}
