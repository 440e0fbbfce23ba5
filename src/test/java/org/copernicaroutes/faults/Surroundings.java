package org.copernicaroutes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.Postgres;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;

/** Everything that the sample routes need, all of it real, and each may go away. */
final class Surroundings implements AutoCloseable {

  final Path folder;
  final FakeDns dns = FakeDns.start();
  final MailServer mail = new MailServer();
  final ForwardTarget target = new ForwardTarget();
  final Postgres crm;

  Surroundings(Path folder) {
    this.folder = folder;
    dns.txt(SignedRequest.KEY_ID, TestKey.ONE.dkim()).ttl(Duration.ofSeconds(1));
    crm = Postgres.synced(folder.resolve("postgres"));
    crm.execute(
        "create table if not exists profiles"
            + " (id bigint primary key, name text, email text, changed_at timestamp)");
    copyRoutes();
  }

  /** The packaged jar, unpacked since it is started often, with the sample routes. */
  PackagedApp app() {
    return settings(PackagedApp.unpacked(folder));
  }

  PackagedApp settings(PackagedApp app) {
    return app.with("copernica.accounts", "1234")
        .with("copernica.callback.hosts", SignedRequest.HOST)
        .with("copernica.signature.dns-servers", dns.address())
        .with("copernica.crm.socket-timeout", "3s")
        .with("copernica.inbox.retry.longest-pause", "2s")
        .with("spring.datasource.url", crm.url())
        .with("spring.datasource.username", crm.user())
        .with("spring.mail.host", "127.0.0.1")
        .with("spring.mail.port", mail.port())
        .with("alert.collection", Load.COLLECTION)
        .with("alert.digest-after", "never")
        .with("forward.enabled", true)
        .with("forward.url", target.url());
  }

  Set<Long> rows() {
    return crm.column("select id from profiles").stream()
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  /** The numbers of all events that came out somewhere. */
  Set<Long> applied() {
    Set<Long> all = new HashSet<>(rows());
    all.addAll(mail.arrivals().events());
    all.addAll(target.arrivals().events());
    return all;
  }

  /** Mails and forwarded requests that came again, of these events. */
  long repeated(Set<Long> events) {
    return Stream.of(mail.arrivals(), target.arrivals())
        .mapToLong(ends -> events.stream().mapToLong(ends::repeated).sum())
        .sum();
  }

  /** Whether every repetition of these events can be told by its id. */
  boolean haveOneId(Set<Long> events) {
    return Stream.of(mail.arrivals(), target.arrivals())
        .allMatch(ends -> events.stream().filter(ends.events()::contains).allMatch(ends::hasOneId));
  }

  @Override
  public void close() {
    target.close();
    mail.close();
    crm.close();
    dns.close();
  }

  private void copyRoutes() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"))) {
      Path to = Files.createDirectories(folder.resolve("routes"));
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
