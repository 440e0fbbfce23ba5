package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.Ssl;
import org.springframework.util.unit.DataSize;

/** One line at start-up says what is accepted, and from whom. */
@ExtendWith(OutputCaptureExtension.class)
class DoorSignTest {

  private final ServerProperties server = new ServerProperties();

  @Test
  void isLoggedOnceWhenTheDoorIsOpen(CapturedOutput output) {
    try (TestDoor door =
        TestDoor.open(
            "copernica.accounts=1234,5678",
            "logging.level.org.copernicaroutes.callback.DoorSign=info")) {
      assertThat(output)
          .containsOnlyOnce("door.opened")
          .contains(
              "door.opened on port "
                  + door.port()
                  + " of 127.0.0.1 without TLS, for account 1234,5678: calls to hooks.example.com at"
                  + " /copernica/callback. Plain HTTP: from this machine, which alone can reach that"
                  + " address.")
          .containsPattern("INFO .*door.opened");
    }
  }

  @Test
  void plainHttpOfAnyoneIsAWarning() {
    DoorSign sign = sign("", PlainHttp.WARN);
    assertThat(sign.takesPlainHttpOfAnyone()).isTrue();
    assertThat(sign.text("8080"))
        .contains("on port 8080 of every address without TLS")
        .contains("from anyone (copernica.callback.plain-http is warn)");
  }

  @Test
  void refusedPlainHttpNamesThoseWhoMay() {
    DoorSign sign = sign("", PlainHttp.REFUSE, "10.0.0.0/8", "fd00::5");
    assertThat(sign.takesPlainHttpOfAnyone()).isFalse();
    assertThat(sign.text("8080"))
        .contains("from this machine and the trusted proxies 10.0.0.0/8, fd00:0:0:0:0:0:0:5;");
    assertThat(sign("", PlainHttp.REFUSE).text("8080"))
        .contains("from this machine; everyone else");
  }

  @Test
  void withTlsNobodyCallsInPlain() {
    server.setSsl(Ssl.forBundle("door"));
    DoorSign sign = sign("", PlainHttp.WARN);
    assertThat(sign.takesPlainHttpOfAnyone()).isFalse();
    assertThat(sign.text("8443")).contains("with TLS").contains("Plain HTTP: from nobody");
  }

  @Test
  void thePublicUrlIsWhatIsCalled() throws UnknownHostException {
    server.setAddress(InetAddress.getByName("127.0.0.1"));
    assertThat(sign("https://hooks.example.org:443/a/b", PlainHttp.WARN).text("8080"))
        .contains("calls to https://hooks.example.org/a/b, which reach us at /copernica/callback.");
  }

  private DoorSign sign(String publicUrl, PlainHttp plainHttp, String... proxies) {
    CallbackSettings settings =
        new CallbackSettings(
            "/copernica/callback",
            List.of("h"),
            publicUrl,
            plainHttp,
            List.of(proxies),
            DataSize.ofMegabytes(8),
            Duration.ofSeconds(10),
            DataSize.ofMegabytes(64));
    return new DoorSign(settings, server, "1234");
  }
}
