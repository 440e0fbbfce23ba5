package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminHostFilterTest {

  private static AdminHostFilter boundTo(String address) throws Exception {
    return new AdminHostFilter(InetAddress.getByName(address), List.of("[2001:DB8::6]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2001:db8::5]:8081",
        "[2001:DB8:0:0::5]",
        "[2001:db8:0:0:0:0:0:5]",
        "[2001:db8::6]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]:8081",
        "LOCALHOST:1"
      })
  void servesAnAddressInEachOfItsSpellings(String host) throws Exception {
    assertThat(boundTo("2001:db8::5").isOurs(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[2001:db8::7]", "[::2]:8081", "[", "[]", "[evil.example]", "[::1].evil", ""})
  void servesNoOther(String host) throws Exception {
    assertThat(boundTo("2001:db8::5").isOurs(host)).isFalse();
  }
}
