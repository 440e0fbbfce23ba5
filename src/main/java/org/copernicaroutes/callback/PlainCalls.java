package org.copernicaroutes.callback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows the calls that others could read on their way: those that came neither over TLS, nor from
 * this machine, nor from a trusted proxy, and those of which a trusted proxy says so.
 *
 * <p>What anyone else says in a header is not looked at. {@code copernica.exposed} counts these
 * calls, {@code copernica.refused} with the reason {@code plain_http} those that were refused.
 */
final class PlainCalls {

  private static final Pattern ELEMENTS = Pattern.compile("[,;]");
  private static final Pattern PLAIN =
      Pattern.compile("proto=\"?http\"?", Pattern.CASE_INSENSITIVE);

  private final boolean refused;
  private final TrustedProxies proxies;
  private final DoorLog log;
  private final Counter exposed;

  PlainCalls(CallbackSettings settings, DoorLog log, MeterRegistry registry) {
    this.refused = settings.plainHttp() == PlainHttp.REFUSE;
    this.proxies = TrustedProxies.of(settings.trustedProxies());
    this.log = log;
    this.exposed = registry.counter("copernica.exposed");
  }

  /** Whether this call has to go; what it finds is counted and said. */
  boolean refuses(HttpServletRequest request) {
    return exposure(request).map(this::noted).isPresent() && refused;
  }

  private String noted(String exposure) {
    exposed.increment();
    if (refused) {
      log.plainRefused(exposure);
    } else {
      log.plainTaken(exposure);
    }
    return exposure;
  }

  /** Why others could read it; empty for a call that nobody could. */
  Optional<String> exposure(HttpServletRequest request) {
    InetAddress peer = peer(request);
    if (peer != null && proxies.contain(peer)) {
      return saysPlain(request)
          ? Optional.of("to the trusted proxy " + peer.getHostAddress())
          : Optional.empty();
    }
    return request.isSecure() || peer != null && peer.isLoopbackAddress()
        ? Optional.empty()
        : Optional.of("from " + name(peer));
  }

  /** Of the connection; null once that is gone. */
  private static @Nullable InetAddress peer(HttpServletRequest request) {
    try {
      String address = request.getRemoteAddr();
      return address == null ? null : TrustedProxies.address(address);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** An address on the Internet may be somebody's; one of a private network is a machine's. */
  private static String name(@Nullable InetAddress peer) {
    return peer != null && (peer.isSiteLocalAddress() || isUniqueLocal(peer.getAddress()))
        ? peer.getHostAddress()
        : "an address that is not of a private network";
  }

  /** fc00::/7, what IPv6 has for private networks. */
  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xFE) == 0xFC;
  }

  /** One plain stretch is enough, whichever proxy of a row saw it. */
  private static boolean saysPlain(HttpServletRequest request) {
    return elements(request, "X-Forwarded-Proto").anyMatch("http"::equalsIgnoreCase)
        || elements(request, "Forwarded").anyMatch(e -> PLAIN.matcher(e).matches());
  }

  private static Stream<String> elements(HttpServletRequest request, String name) {
    List<String> fields = Collections.list(request.getHeaders(name));
    return fields.stream().flatMap(ELEMENTS::splitAsStream).map(String::strip);
  }
}
