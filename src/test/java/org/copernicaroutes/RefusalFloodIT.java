package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.copernicaroutes.signature.Refusal;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever sends what is refused, of every kind and without end, gets as many lines in our log as
 * docs/operating.md says and no more, so that he cannot fill the disk.
 */
class RefusalFloodIT {

  private static final int ROUNDS = 100;
  private static final int LINES_A_SECOND = 5;
  private static final Pattern LINE = Pattern.compile(" : (request\\.\\w+( reason=\\w+)?) ");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  @Test
  void aFloodOfEveryKindGetsAFewLinesASecondOfEach() throws IOException {
    try (FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
        PackagedApp app = application(dns)) {
      app.start();
      List<SentRequest> flood = flood();
      sendAll(app, flood); // after this the key that is there is known, and the one that is not
      dns.fails();
      flood.add(fresh().keyId("unknown._domainkey.copernica.com").sent());

      long start = System.nanoTime();
      for (int i = 1; i < ROUNDS; i++) {
        sendAll(app, flood);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 3;

      Map<String, Long> lines = linesByKind(app.log());
      assertThat(lines).containsKeys(kindsOfTheCheck()).hasSizeGreaterThanOrEqualTo(18);
      assertThat(lines)
          .allSatisfy(
              (kind, count) -> assertThat(count).as(kind).isLessThanOrEqualTo(most(kind, seconds)));
      assertThat(app.metric("copernica_refused_total{reason=\"digest\"}")).isEqualTo(ROUNDS);
      assertThat(app.metric("copernica_stored_total")).isZero();
    }
  }

  /** As docs/operating.md states it. */
  private static long most(String kind, long seconds) {
    return switch (kind) {
      case "request.strayed" -> 2 * (1 + seconds / 60);
      case "request.refused reason=no_http" -> 1 + seconds / 60;
      case "request.refused reason=too_large" -> seconds;
      default -> LINES_A_SECOND * seconds;
    };
  }

  /** One request for each reason of the check, and some that the door refuses. */
  private static List<SentRequest> flood() {
    SentRequest sent = fresh().sent();
    Instant now = Instant.now();
    return new ArrayList<>(
        List.of(
            sent.withHeader("Signature", "keyId=\"a"),
            fresh().header("Date", "tomorrow").sent(),
            sent.withAnother("Date", sent.header("Date")),
            sent.without("Digest"),
            fresh().algorithm("none").sent(),
            fresh().covering("date").sent(),
            fresh().header("X-Copernica-ID", "account_77").sent(),
            fresh().header("Host", "other.example.org").sent(),
            fresh().signedAt(now.minusSeconds(900)).sent(),
            fresh().signedAt(now.plusSeconds(900)).sent(),
            sent.withBody(SignedRequest.BODY.replace("ann", "bob")),
            fresh().keyId("one.evil.example").sent(),
            fresh().keyId("absent._domainkey.copernica.com").sent(),
            fresh().key(TestKey.TWO).sent(),
            sent.withBody("").withHeader("Content-Length", "9000000"),
            sent.withAnother("Host", SignedRequest.HOST),
            sent.withMethod("PUT"),
            sent.withTarget("/elsewhere")));
  }

  private static void sendAll(PackagedApp app, List<SentRequest> requests) throws IOException {
    for (SentRequest request : requests) {
      DoorConnection.send(app.port(), request);
    }
  }

  private static Map<String, Long> linesByKind(String log) {
    return LINE.matcher(log)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
  }

  private static String[] kindsOfTheCheck() {
    return Arrays.stream(Refusal.values())
        .map(reason -> "request.refused reason=" + reason.tag())
        .toArray(String[]::new);
  }

  private static SignedRequest fresh() {
    return SignedRequest.valid().signedAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static PackagedApp application(FakeDns dns) {
    return new PackagedApp(folder)
        .with("copernica.accounts", "1234")
        .with("copernica.callback.hosts", SignedRequest.HOST)
        .with("copernica.signature.dns-servers", dns.address());
  }
}
