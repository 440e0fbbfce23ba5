package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.org/a/b, hooks.example.org, /a/b",
    "https://hooks.example.org:443/a, hooks.example.org, /a",
    "https://hooks.example.org:8443/a, hooks.example.org:8443, /a",
    "http://hooks.example.org:443/a, hooks.example.org:443, /a",
    "HTTP://hooks.example.org:80/, hooks.example.org, /",
    "https://Hooks.Example.org/a%20b%2fc, Hooks.Example.org, /a%20b%2fc",
    "https://[2001:db8::1]:8443/a, [2001:db8::1]:8443, /a"
  })
  void hostAndPathAreAsAClientWritesThem(String url, String host, String path) {
    PublicUrl read = PublicUrl.of(url).orElseThrow();
    assertThat(read.host()).isEqualTo(host);
    assertThat(read.path()).isEqualTo(path);
  }

  @Test
  void theQueryIsAlwaysTheReceivedOne() {
    PublicUrl url = PublicUrl.of("https://hooks.example.org/a/b").orElseThrow();
    assertThat(url.target("/copernica/callback?src=a%20b&x=?")).isEqualTo("/a/b?src=a%20b&x=?");
    assertThat(url.target("/copernica/callback?")).isEqualTo("/a/b?");
    assertThat(url.target("/copernica/callback")).isEqualTo("/a/b");
  }

  @Test
  void nothingIsNoUrl() {
    assertThat(PublicUrl.of(" ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org/a, does not begin with https:// or http://",
    "ftp://hooks.example.org/a, does not begin with https:// or http://",
    "https:///a, names no host",
    "https://hooks_1.example.org:x/a, names no host",
    "https://user@hooks.example.org/a, holds a user",
    "https://hooks.example.org:70000/a, has no possible port",
    "https://hooks.example.org, has no path",
    "https://hooks.example.org/a?b=c, has a query",
    "https://hooks.example.org/a#b, has a fragment",
    "https://hooks.example.org/a b, is no URL",
    "https://hooks.example.org/é, is not all ASCII"
  })
  void whatCannotBeCalledSaysWhy(String url, String why) {
    assertThatThrownBy(() -> PublicUrl.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("copernica.callback.public-url is '" + url + "', which " + why)
        .hasMessageContaining("Write the URL in full");
  }
}
