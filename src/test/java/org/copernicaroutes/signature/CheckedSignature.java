package org.copernicaroutes.signature;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.SettableClock;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;

/** The whole check, with the default settings, against a name server of its own. */
final class CheckedSignature implements Closeable {

  final FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  final SettableClock clock = new SettableClock(SignedRequest.SIGNED_AT);
  final DkimKeys keys = new DkimKeys(dnsTxt(), caching(), clock);
  final SignatureCheck check;

  CheckedSignature(String accounts, String hosts) {
    check = new SignatureCheck(rules(accounts, hosts), keys);
  }

  CheckedSignature() {
    this("1234, environment_55", SignedRequest.HOST);
  }

  private DnsTxt dnsTxt() {
    return new DnsTxt(NameServers.of(dns.address(), Duration.ofMillis(500), 2));
  }

  private static KeyCaching caching() {
    return new KeyCaching(100, Duration.ofHours(1), Duration.ofSeconds(10), 8);
  }

  static Rules rules(String accounts, String hosts) {
    return new Rules(
        Accounts.of(accounts),
        Hosts.of(hosts),
        new Freshness(Duration.ofSeconds(300), Duration.ofSeconds(60)),
        "copernica.com");
  }

  Verdict of(CapturedRequest request) throws Exception {
    return check.check(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  Verdict of(SignedRequest request) throws Exception {
    return of(request.captured());
  }

  @Override
  public void close() {
    dns.close();
  }
}
