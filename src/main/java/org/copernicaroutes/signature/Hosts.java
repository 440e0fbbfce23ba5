package org.copernicaroutes.signature;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.copernicaroutes.callback.Untrusted;

/**
 * The Host values that are ours: {@code copernica.callback.hosts}. One without a port stands for
 * that host at any port. A signature for another tenant of the same sender names another host.
 */
record Hosts(Set<String> names) {

  static Hosts of(String setting) {
    Set<String> names = new HashSet<>();
    for (String item : SettingException.items(setting)) {
      names.add(item.toLowerCase(Locale.ROOT));
    }
    if (names.isEmpty()) {
      throw new SettingException(
          "copernica.callback.hosts is empty. Set it in config/application.yaml or as"
              + " COPERNICA_CALLBACK_HOSTS to the host in the URL that is registered at Copernica.");
    }
    return new Hosts(Set.copyOf(names));
  }

  void requireOurs(String header) {
    String host = header.toLowerCase(Locale.ROOT);
    if (!names.contains(host) && !names.contains(withoutPort(host))) {
      throw new RefusedException(
          Refusal.HOST,
          "Host is " + Untrusted.quoted(header) + ", which is not in copernica.callback.hosts");
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && colon + 1 < host.length();
    for (int i = colon + 1; port && i < host.length(); i++) {
      port = host.charAt(i) >= '0' && host.charAt(i) <= '9';
    }
    return port ? host.substring(0, colon) : host;
  }
}
