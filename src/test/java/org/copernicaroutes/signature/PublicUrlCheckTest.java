package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.PublicUrl;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behind a proxy that changes host and path, the signature is over those of the public URL. */
class PublicUrlCheckTest {

  private final CheckedSignature checked =
      new CheckedSignature(rules("https://" + SignedRequest.HOST + "/a/b"), Duration.ofSeconds(8));

  @AfterEach
  void close() {
    checked.close();
  }

  @Test
  void passesWhatWasSignedForTheUrlWhateverHostAndPathArrive() throws Exception {
    assertThat(verdict("/a/b?src=a%20b", "/copernica/callback?src=a%20b"))
        .isInstanceOf(Verdict.Verified.class);
    assertThat(verdict("/a/b", "/copernica/callback")).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void refusesWhatWasSignedForThePathThatArrives() throws Exception {
    assertThat(verdict("/copernica/callback", "/copernica/callback"))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void refusesAnotherQueryThanTheSignedOne() throws Exception {
    assertThat(verdict("/a/b?database=7", "/copernica/callback?database=8"))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(verdict("/a/b?src=a%20b", "/copernica/callback?src=a+b"))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void refusesWhatWasSignedForAnotherHostAlthoughOursArrives() throws Exception {
    SentRequest signed =
        SignedRequest.valid().target("/a/b").header("Host", "other.example.org").sent();
    SentRequest arrived =
        signed.withTarget("/copernica/callback").withHeader("Host", SignedRequest.HOST);
    assertThat(checked.of(captured(arrived))).isInstanceOf(Verdict.Refused.class);
  }

  private Verdict verdict(String signed, String arrived) throws Exception {
    SentRequest request = SignedRequest.valid().target(signed).sent();
    return checked.of(
        captured(request.withTarget(arrived).withHeader("Host", "door.internal:8080")));
  }

  private static CapturedRequest captured(SentRequest request) {
    return request.captured(SignedRequest.SIGNED_AT);
  }

  private static Rules rules(String url) {
    return new Rules(
        Accounts.of("1234"),
        Hosts.of(SignedRequest.HOST),
        Optional.of(PublicUrl.of(url).orElseThrow()),
        new Freshness(Duration.ofSeconds(300), Duration.ofSeconds(60)),
        "copernica.com");
  }
}
