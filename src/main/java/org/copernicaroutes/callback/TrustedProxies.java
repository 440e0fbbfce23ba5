package org.copernicaroutes.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.xbill.DNS.Address;

/**
 * The proxies whose word counts: {@code copernica.callback.trusted-proxies}. An IPv4 address is the
 * same in its IPv6 form (::ffff:10.0.0.1). No name is ever looked up.
 */
record TrustedProxies(List<NetMask> networks) {

  private static final int MAPPED = 96;

  /**
   * @param items addresses and networks, such as 10.0.0.5, 10.0.0.0/8 or fd00::/8
   * @throws IllegalArgumentException where one is neither
   */
  static TrustedProxies of(List<String> items) {
    return new TrustedProxies(items.stream().map(item -> network(item.strip())).toList());
  }

  boolean contain(InetAddress address) {
    for (NetMask network : networks) {
      if (network.matches(address)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return String.join(", ", networks.stream().map(NetMask::toString).toList());
  }

  private static NetMask network(String item) {
    try {
      int slash = item.indexOf('/');
      return slash < 0
          ? new NetMask(address(item).getHostAddress())
          : network(item.substring(0, slash), Integer.parseInt(item.substring(slash + 1)));
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          ("copernica.callback.trusted-proxies has '%s', which is neither an address nor a network."
                  + " Write each like 10.0.0.5, 10.0.0.0/8, fd00::5 or fd00::/8; names are not"
                  + " looked up.")
              .formatted(item),
          e);
    }
  }

  private static NetMask network(String first, int bits) throws UnknownHostException {
    InetAddress address = address(first);
    boolean mapped = address.getAddress().length == 4 && first.indexOf(':') >= 0;
    return new NetMask(address.getHostAddress() + "/" + (mapped ? bits - MAPPED : bits));
  }

  /** Of its text, never by asking DNS. */
  static InetAddress address(String text) throws UnknownHostException {
    int zone = text.indexOf('%');
    return Address.getByAddress(zone < 0 ? text : text.substring(0, zone));
  }
}
