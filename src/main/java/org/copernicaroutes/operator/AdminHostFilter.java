package org.copernicaroutes.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the admin port under names that are known alone. A web page whose host name was made to
 * resolve to 127.0.0.1 (DNS rebinding) sends its own name, and is refused.
 */
@SuppressWarnings("serial")
final class AdminHostFilter extends HttpFilter {

  private static final Problem REFUSED =
      new Problem(
          403,
          "This host name is not served. Use localhost, or add the name to copernica.operator.hosts.");

  private final Set<String> hosts =
      new HashSet<>(Set.of("localhost", "127.0.0.1", inOneSpelling("[::1]")));

  /**
   * @param named without a port
   */
  AdminHostFilter(@Nullable InetAddress bound, Collection<String> named) {
    named.forEach(host -> hosts.add(inOneSpelling(host)));
    if (bound != null) {
      hosts.add(literal(bound));
    }
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isOurs(request.getHeader("Host"))) {
      chain.doFilter(request, response);
    } else {
      REFUSED.writeTo(response);
    }
  }

  boolean isOurs(@Nullable String host) {
    return host != null && hosts.contains(inOneSpelling(withoutPort(host)));
  }

  /** An IPv6 address has many; nothing here asks DNS. */
  private static String inOneSpelling(String host) {
    try {
      return host.startsWith("[")
          ? literal(InetAddress.getByName(host))
          : host.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return host;
    }
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d*$", "");
  }
}
