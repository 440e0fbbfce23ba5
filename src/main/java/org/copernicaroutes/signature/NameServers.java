package org.copernicaroutes.signature;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.copernicaroutes.callback.Untrusted;
import org.xbill.DNS.ResolverConfig;

/**
 * The name servers that are asked: {@code copernica.signature.dns-servers}, or the system's.
 *
 * @param timeout of one try
 * @param tries how often a question is put, going round the servers, until one answers
 */
record NameServers(List<InetSocketAddress> addresses, Duration timeout, int tries) {

  private static final int PORT = 53;

  static NameServers of(String setting, Duration timeout, int tries) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String item : SettingException.items(setting)) {
      addresses.add(address(item));
    }
    return new NameServers(
        addresses.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : List.copyOf(addresses),
        timeout,
        tries);
  }

  private static InetSocketAddress address(String item) {
    int colon = item.lastIndexOf(':');
    boolean port = colon > 0 && item.indexOf(':') == colon || item.contains("]:");
    try {
      InetSocketAddress address =
          port
              ? new InetSocketAddress(
                  item.substring(0, colon), Integer.parseInt(item.substring(colon + 1)))
              : new InetSocketAddress(item, PORT);
      if (!address.isUnresolved()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new SettingException(
        "copernica.signature.dns-servers has "
            + Untrusted.quoted(item)
            + ", which is not host:port of a host that is known. Set it in config/application.yaml"
            + " to something like 127.0.0.1:5353, or leave it empty to ask the system's servers.");
  }
}
