package org.copernicaroutes.forward;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where requests go: checked when the route is made, and never touched again.
 *
 * <p>Messages do not show it, since its query may hold a key.
 */
record TargetUrl(String text) {

  /**
   * @throws IllegalArgumentException where it is not a whole http or https address
   */
  TargetUrl {
    if (text.contains("${")) {
      throw new IllegalArgumentException(
          "url: ${…} is not allowed; an event never chooses where it goes");
    }
    check(parse(text));
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "url: is not an address: "
              + e.getReason()
              + " at character "
              + (e.getIndex() + 1)
              + "; percent-encode what may not stand in an address");
    }
  }

  private static void check(URI url) {
    if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException("url: must begin with https:// or http://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("url: names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("url: user and password in an address are not supported");
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("url: what follows # is never sent; write %23 for a #");
    }
  }
}
