package org.copernicaroutes.signature;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;

/** The whole check, with the default settings, against a name server of its own. */
public final class CheckedSignature implements Closeable {

  public final FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  public final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  public final SignatureCheck check;
  final DkimKeys keys;
  final SeenNames seen;

  public CheckedSignature() {
    this("1234, environment_55", SignedRequest.HOST);
  }

  CheckedSignature(String accounts, String hosts) {
    this(rules(accounts, hosts), Duration.ofSeconds(8));
  }

  /** Two tries of that length each; long where the name server is to answer. */
  CheckedSignature(Rules rules, Duration dnsTimeout) {
    this(rules, dnsTimeout, newFile());
  }

  /**
   * @param file of the names that were good
   */
  CheckedSignature(Rules rules, Duration dnsTimeout, Path file) {
    seen = new SeenNames(file, new SeenNames.Limits(100, Duration.ofDays(90)), clock);
    NameServers servers = NameServers.of(dns.address(), dnsTimeout, 2);
    keys = new DkimKeys(new DnsTxt(servers), caching(), seen, clock);
    check = new SignatureCheck(rules, keys, seen);
  }

  private static Path newFile() {
    try {
      return Files.createTempDirectory("seen").resolve("names");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As after a verified request under that name. */
  public CheckedSignature seen(String keyName) {
    seen.verified(KeyName.of(keyName, "copernica.com"));
    return this;
  }

  private static KeyCaching caching() {
    return new KeyCaching(100, Duration.ofHours(1), Duration.ofSeconds(10), 8);
  }

  static Rules rules(String accounts, String hosts) {
    return new Rules(
        Accounts.of(accounts),
        Hosts.of(hosts),
        Optional.empty(),
        new Freshness(Duration.ofSeconds(300), Duration.ofSeconds(60)),
        "copernica.com");
  }

  public Verdict of(CapturedRequest request) throws Exception {
    return check.check(request).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  public Verdict of(SignedRequest request) throws Exception {
    return of(request.captured());
  }

  @Override
  public void close() {
    dns.close();
  }
}
