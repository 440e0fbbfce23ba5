package org.copernicaroutes.forward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.copernicaroutes.inbox.DeliveryFailure;

/**
 * The addresses that a target's name stands for at the moment of connecting, without those that
 * give a machine its identity and secrets: link-local ones, and the metadata services of clouds.
 *
 * <p>Other internal addresses are normal targets, since the route's author wrote the URL.
 */
record PermittedAddresses(DnsResolver names, Set<InetAddress> allowed) implements DnsResolver {

  /** Those of Amazon, Google, Oracle, Alibaba and Azure that are not link-local. */
  private static final Set<InetAddress> METADATA =
      Set.of(
          literal("fd00:ec2::254"),
          literal("fd20:ce::254"),
          literal("fd00:c1::a9fe:a9fe"),
          literal("100.100.100.200"),
          literal("168.63.129.16"));

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.resolve(host);
    InetAddress[] permitted = Arrays.stream(all).filter(this::permits).toArray(InetAddress[]::new);
    if (permitted.length == 0 && all.length > 0) {
      throw refusal(host, all[0]);
    }
    return permitted;
  }

  private boolean permits(InetAddress address) {
    return allowed.contains(address)
        || !(address.isLinkLocalAddress() || METADATA.contains(address));
  }

  private static DeliveryFailure refusal(String host, InetAddress address) {
    return DeliveryFailure.misconfigured(
        "the target "
            + host
            + " is at "
            + address.getHostAddress()
            + ", which is link-local or a cloud's metadata service: nothing was sent. Correct the url,"
            + " or add the address to copernica.forward.allowed-addresses",
        null);
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address needs no name server", e);
    }
  }
}
