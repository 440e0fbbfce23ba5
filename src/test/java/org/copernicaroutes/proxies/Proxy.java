package org.copernicaroutes.proxies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.DoorConnection.Reply;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.TestCertificate;

/** A proxy in a process and a folder of its own, at a free port of the loopback. */
final class Proxy implements AutoCloseable {

  private final TestCertificate certificate;
  private final Process process;
  private final int port;

  private Proxy(TestCertificate certificate, Process process, int port) {
    this.certificate = certificate;
    this.process = process;
    this.port = port;
  }

  /** Runs that text of docs/proxies/nginx.conf, with its ports and files in place of the usual. */
  static Proxy nginx(Path folder, TestCertificate certificate, String example, int door)
      throws IOException {
    int port = PackagedApp.freePort();
    Files.writeString(
        folder.resolve("site.conf"),
        replaced(
            replaced(
                replaced(example, "listen 443", "listen 127.0.0.1:" + port),
                "/etc/letsencrypt/live/hooks.example.org",
                folder.toString()),
            "127.0.0.1:8080",
            "127.0.0.1:" + door));
    Path main =
        Files.writeString(
            folder.resolve("main.conf"),
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxied;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/site.conf;
            }
            """
                .formatted(folder));
    return start(certificate, port, folder, "nginx", "-p", folder + "/", "-c", main.toString());
  }

  /** Runs that text of docs/proxies/haproxy.cfg, likewise. */
  static Proxy haproxy(Path folder, TestCertificate certificate, String example, int door)
      throws IOException {
    int port = PackagedApp.freePort();
    Path config =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            replaced(
                replaced(
                    replaced(example, "bind :443", "bind 127.0.0.1:" + port),
                    "/etc/haproxy/hooks.example.org.pem",
                    folder.resolve("both.pem").toString()),
                "127.0.0.1:8080",
                "127.0.0.1:" + door));
    return start(certificate, port, folder, "haproxy", "-db", "-f", config.toString());
  }

  /** The text with something else in it; what is not there cannot be replaced. */
  static String replaced(String text, String old, String other) {
    if (!text.contains(old)) {
      throw new IllegalArgumentException("the example has no longer: " + old);
    }
    return text.replace(old, other);
  }

  private static Proxy start(TestCertificate certificate, int port, Path folder, String... command)
      throws IOException {
    Path log = folder.resolve("proxy.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Proxy proxy = new Proxy(certificate, process, port);
    Awaitility.await("the proxy, see " + log).until(() -> proxy.isOpen(log));
    return proxy;
  }

  private boolean isOpen(Path log) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the proxy ended:\n" + Files.readString(log, UTF_8));
    }
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** One call over TLS, on a connection of its own. */
  Reply send(SentRequest request) throws Exception {
    return sendAll(List.of(request)).get(0);
  }

  /** Calls one after the other on one connection. */
  List<Reply> sendAll(List<SentRequest> requests) throws Exception {
    try (DoorConnection connection = new DoorConnection(certificate.connect(port))) {
      List<Reply> replies = new ArrayList<>();
      for (SentRequest request : requests) {
        replies.add(connection.send(DoorConnection.keptAlive(request)));
      }
      return replies;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
