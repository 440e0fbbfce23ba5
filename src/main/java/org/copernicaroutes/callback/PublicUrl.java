package org.copernicaroutes.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * What Copernica calls when a proxy changes host or path: {@code copernica.callback.public-url}. A
 * signature covers this host, and this path with the query that was received.
 *
 * @param host as an HTTP client writes it into {@code Host}: with a port that is not the scheme's
 * @param path with its percent-encoding untouched
 */
public record PublicUrl(String scheme, String host, String path) {

  private static final String SETTING = "copernica.callback.public-url is '%s', which %s. ";
  private static final String HOW_TO_FIX =
      "Write the URL in full, as it is registered at Copernica and without its query, like"
          + " https://hooks.example.org/copernica/callback, or leave it empty when the proxy passes"
          + " on host and path as they came.";

  /**
   * @throws IllegalArgumentException where it says neither nothing nor which host and path
   */
  public static Optional<PublicUrl> of(String setting) {
    return setting.isBlank() ? Optional.empty() : Optional.of(parsed(setting.strip()));
  }

  /** The request target that was signed, for the one that reached us. */
  public String target(String received) {
    int query = received.indexOf('?');
    return query < 0 ? path : path + received.substring(query);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + path;
  }

  private static PublicUrl parsed(String setting) {
    URI url = uri(setting);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.matches("https?"), setting, "does not begin with https:// or http://");
    require(url.getHost() != null, setting, "names no host");
    require(url.getRawUserInfo() == null, setting, "holds a user");
    require(url.getPort() <= 65_535 && url.getPort() != 0, setting, "has no possible port");
    require(url.getRawPath().startsWith("/"), setting, "has no path");
    require(url.getRawQuery() == null, setting, "has a query, which is always the received one");
    require(url.getRawFragment() == null, setting, "has a fragment, which nobody sends");
    return new PublicUrl(scheme, url.getHost() + port(url, scheme), url.getRawPath());
  }

  private static URI uri(String setting) {
    try {
      URI url = new URI(setting);
      require(url.toASCIIString().equals(setting), setting, "is not all ASCII");
      return url;
    } catch (URISyntaxException e) {
      throw unusable(setting, "is no URL");
    }
  }

  private static String port(URI url, String scheme) {
    int usual = scheme.equals("https") ? 443 : 80;
    return url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
  }

  private static void require(boolean met, String setting, String fault) {
    if (!met) {
      throw unusable(setting, fault);
    }
  }

  private static IllegalArgumentException unusable(String setting, String fault) {
    return new IllegalArgumentException(SETTING.formatted(setting, fault) + HOW_TO_FIX);
  }
}
