package org.copernicaroutes.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.Application;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application on free ports, with an embedded broker and an H2 of its own. */
final class Receiver implements AutoCloseable {

  private final Path folder;
  private final FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  private final ConfigurableApplicationContext app;
  private final HttpClient http = HttpClient.newHttpClient();

  Receiver(Path folder, String... settings) {
    this.folder = folder;
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                "--management.server.port=0",
                "--copernica.accounts=1234",
                "--copernica.callback.hosts=" + SignedRequest.HOST,
                "--copernica.signature.dns-servers=" + dns.address(),
                "--copernica.signature.seen-names=" + folder.resolve("seen"),
                "--copernica.broker.directory=" + folder.resolve("broker"),
                "--copernica.operator.password-file=" + passwordFile(),
                "--spring.datasource.url=" + crm(),
                "--camel.main.jmx-enabled=false",
                "--logging.level.org.copernicaroutes.operator=info"));
    all.addAll(List.of(settings));
    app = SpringApplication.run(Application.class, all.toArray(String[]::new));
  }

  String crm() {
    return "jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
  }

  Path passwordFile() {
    return folder.resolve("secrets").resolve("operator-password");
  }

  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> T bean(Class<T> type) {
    return app.getBean(type);
  }

  int door() {
    return port("local.server.port");
  }

  int admin() {
    return port("local.management.port");
  }

  private int port(String name) {
    return app.getEnvironment().getRequiredProperty(name, Integer.class);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> anonymous(String path) {
    return send(request(path));
  }

  HttpResponse<String> anonymously(String method, String path) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}")));
  }

  HttpResponse<String> get(String path, String password) {
    return send(request(path).header("Authorization", Credentials.header("operator", password)));
  }

  HttpResponse<String> get(String path) {
    return get(path, password());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Authorization", Credentials.header("operator", password()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** The first line of the answer to exactly this, and all behind it. */
  String raw(String... lines) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin())) {
      socket.setSoTimeout(30_000);
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    app.close();
    dns.close();
  }
}
