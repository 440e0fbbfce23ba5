package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Address, host and scheme of a call are the connection's, wherever the door runs. */
@ExtendWith(OutputCaptureExtension.class)
class ForwardedHeadersTest {

  /** If any was believed, the call would no longer be one of this machine, and be refused. */
  private static final String[] FORGED = {
    "X-Forwarded-For: 203.0.113.9",
    "X-Forwarded-Proto: http",
    "X-Forwarded-Host: evil.example.org",
    "X-Forwarded-Prefix: /evil",
    "Forwarded: for=203.0.113.9;proto=http;host=evil.example.org"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.main.cloud-platform=kubernetes",
        "server.forward-headers-strategy=native",
        "server.forward-headers-strategy=framework",
        "server.tomcat.remoteip.remote-ip-header=X-Forwarded-For",
        "server.tomcat.remoteip.protocol-header=X-Forwarded-Proto"
      })
  void nobodysForwardedHeadersChangeACall(String setting) throws IOException {
    try (TestDoor door = TestDoor.open("copernica.callback.plain-http=refuse", setting)) {
      assertThat(post(door)).isEqualTo(200);
      assertThat(door.filters()).isEmpty();
      CapturedRequest captured = door.check().last();
      assertThat(captured.target()).isEqualTo(TestDoor.PATH + "?a=b%20c");
      assertThat(captured.values("Host")).containsExactly("hooks.example.com");
      assertThat(captured.headers())
          .contains(
              new Header("x-forwarded-for", "203.0.113.9"),
              new Header("x-forwarded-proto", "http"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "server.forward-headers-strategy=native, forwarded headers change neither address nor host",
    "server.http2.enabled=true, the door speaks HTTP/1.1"
  })
  void whoSetsWhatIsPinnedIsToldSo(String setting, String why, CapturedOutput output) {
    try (TestDoor door = TestDoor.open(setting)) {
      assertThat(door.port()).isPositive();
    }
    assertThat(output).contains("setting.ignored " + setting + " has no effect: " + why);
  }

  @Test
  void aTrustedProxyThatGotTheCallInPlainIsBelieved(CapturedOutput output) throws IOException {
    try (TestDoor door =
        TestDoor.open(
            "copernica.callback.plain-http=refuse",
            "copernica.callback.trusted-proxies=127.0.0.0/8")) {
      assertThat(post(door)).isEqualTo(401);
      assertThat(door.check().seen()).isZero();
      assertThat(door.count("copernica.refused", "reason", "plain_http")).isEqualTo(1);
      assertThat(door.count("copernica.received")).isEqualTo(1);
      assertThat(door.count("copernica.answered", "status", "401")).isEqualTo(1);
    }
    assertThat(output).contains("plain HTTP to the trusted proxy 127.0.0.1");
  }

  @Test
  void withWarnItIsTakenAllTheSame() throws IOException {
    try (TestDoor door = TestDoor.open("copernica.callback.trusted-proxies=127.0.0.1")) {
      assertThat(post(door)).isEqualTo(200);
      assertThat(door.count("copernica.exposed")).isEqualTo(1);
    }
  }

  private static int post(TestDoor door) throws IOException {
    try (RawClient client = door.connect()) {
      return client
          .post(TestDoor.PATH + "?a=b%20c", "a=1".getBytes(US_ASCII), FORGED)
          .reply()
          .status();
    }
  }
}
