package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Which calls others could read on their way, by the connection and a trusted proxy's word. */
@ExtendWith(OutputCaptureExtension.class)
class PlainCallsTest {

  private static final String STRANGER = "203.0.113.9";
  private static final String PROXY = "10.0.0.5";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aStrangersPlainCallIsOneWhateverItsHeadersSay() {
    MockHttpServletRequest call = from(STRANGER);
    call.addHeader("X-Forwarded-Proto", "https");
    call.addHeader("X-Forwarded-For", "127.0.0.1");
    call.addHeader("Forwarded", "for=127.0.0.1;proto=https");
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isTrue();
  }

  @Test
  void aStrangersCallOverTlsIsNoneWhateverItsHeadersSay() {
    MockHttpServletRequest call = overTls(from(STRANGER));
    call.addHeader("X-Forwarded-Proto", "http");
    call.addHeader("Forwarded", "proto=http");
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
  void thisMachineNeedsNoTlsAndItsHeadersAreNotLookedAt(String loopback) {
    MockHttpServletRequest call = from(loopback);
    call.addHeader("X-Forwarded-Proto", "http");
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isFalse();
  }

  @Test
  void aTrustedProxyMayCallInPlain() {
    assertThat(door(PlainHttp.REFUSE).refuses(from(PROXY))).isFalse();
    assertThat(door(PlainHttp.REFUSE).refuses(from("::ffff:" + PROXY))).isFalse();
    assertThat(door(PlainHttp.REFUSE).refuses(from("10.0.0.6"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Proto | http               | true",
        "X-Forwarded-Proto | HTTP               | true",
        "X-Forwarded-Proto | https              | false",
        "X-Forwarded-Proto | https, http        | true",
        "X-Forwarded-Proto | http,https         | true",
        "X-Forwarded-Proto | ''                 | false",
        "Forwarded         | proto=http         | true",
        "Forwarded         | for=a;Proto=\"http\";by=b | true",
        "Forwarded         | for=a;proto=https  | false",
        "Forwarded         | proto=https, for=b;proto=http | true",
        "X-Forwarded-Ssl   | off                | false"
      })
  void aTrustedProxysWordCountsAlsoOverTls(String header, String value, boolean plain) {
    MockHttpServletRequest call = overTls(from(PROXY));
    call.addHeader(header, value);
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isEqualTo(plain);
  }

  @Test
  void oneOfSeveralFieldsIsEnough() {
    MockHttpServletRequest call = from(PROXY);
    call.addHeader("X-Forwarded-Proto", "https");
    call.addHeader("X-Forwarded-Proto", "http");
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isTrue();
  }

  @Test
  void aPeerThatNobodyKnowsIsAStranger() {
    MockHttpServletRequest call = from(STRANGER);
    call.setRemoteAddr(null);
    assertThat(door(PlainHttp.REFUSE).refuses(call)).isTrue();
    assertThat(door(PlainHttp.REFUSE).refuses(overTls(call))).isFalse();
  }

  @Test
  void refusedCallsAreCountedAndSaid(CapturedOutput output) {
    door(PlainHttp.REFUSE).refuses(from("192.168.1.9"));
    assertThat(count("copernica.exposed")).isEqualTo(1);
    assertThat(registry.counter("copernica.refused", "reason", "plain_http").count()).isEqualTo(1);
    assertThat(output)
        .contains("request.refused reason=plain_http it came over plain HTTP from 192.168.1.9")
        .contains("Answered 401, not stored");
  }

  @Test
  void withWarnCallsAreTakenCountedAndSaidOnceAMinute(CapturedOutput output) {
    PlainCalls door = door(PlainHttp.WARN);
    for (int i = 0; i < 3; i++) {
      assertThat(door.refuses(from("fd00:0:0:0:0:0:0:7"))).isFalse();
    }
    assertThat(count("copernica.exposed")).isEqualTo(3);
    assertThat(registry.counter("copernica.refused", "reason", "plain_http").count()).isZero();
    assertThat(output).containsOnlyOnce("request.exposed it came over plain HTTP from fd00:");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    door.refuses(from("fd00:0:0:0:0:0:0:7"));
    assertThat(output).contains("2 more of this kind since the line before");
  }

  @Test
  void theAddressOfSomebodyOnTheInternetIsNotWrittenDown(CapturedOutput output) {
    door(PlainHttp.REFUSE).refuses(from(STRANGER));
    assertThat(output).contains("request.refused").doesNotContain(STRANGER);
  }

  private double count(String meter) {
    return registry.counter(meter).count();
  }

  private PlainCalls door(PlainHttp plainHttp) {
    CallbackSettings settings =
        new CallbackSettings(
            "/copernica/callback",
            List.of("hooks.example.org"),
            "",
            plainHttp,
            List.of(PROXY),
            DataSize.ofMegabytes(8),
            Duration.ofSeconds(10),
            DataSize.ofMegabytes(64));
    return new PlainCalls(settings, new DoorLog(settings, registry, nanos::get), registry);
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest call = new MockHttpServletRequest("POST", "/copernica/callback");
    call.setRemoteAddr(address);
    return call;
  }

  private static MockHttpServletRequest overTls(MockHttpServletRequest call) {
    call.setSecure(true);
    return call;
  }
}
