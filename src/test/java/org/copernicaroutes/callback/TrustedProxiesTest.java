package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5, 10.0.0.5, true",
    "10.0.0.5, 10.0.0.6, false",
    "10.0.0.5, ::ffff:10.0.0.5, true",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/9, 10.128.0.1, false",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.0.0.0/104, 11.1.2.3, false",
    "::ffff:10.0.0.5, 10.0.0.5, true",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fc12:3456::1, false",
    "fd00::5, fd00:0:0:0:0:0:0:5, true",
    "fe80::/10, fe80:0:0:0:0:0:0:1%2, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.5, false"
  })
  void knowsItsOwn(String trusted, String peer, boolean contained) throws UnknownHostException {
    TrustedProxies proxies = TrustedProxies.of(List.of("192.0.2.1", trusted));
    assertThat(proxies.contain(TrustedProxies.address(peer))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.org",
        "localhost",
        "localhost/8",
        "face",
        "10.0",
        "10.0.0.256",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "fd00::/129",
        "::ffff:10.0.0.0/95",
        "10.0.0.5:80",
        "[fd00::5]",
        "*"
      })
  void whatIsNoAddressIsRefusedAndNeverLookedUp(String item) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(item)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("copernica.callback.trusted-proxies has '" + item + "'")
        .hasMessageContaining("names are not looked up");
  }
}
