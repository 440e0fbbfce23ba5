package org.copernicaroutes.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint as a route file writes it.
 *
 * @param options those behind the question mark and those under {@code parameters}, with their
 *     lines
 */
record Address(Place place, String scheme, String path, Map<String, YamlNode> options) {

  /** From {@code to: direct:x} as well as from {@code to: {uri: direct:x, parameters: …}}. */
  static Optional<Address> of(YamlNode node) {
    return node.text() != null
        ? Optional.of(parse(node.place(), node.text(), Map.of()))
        : node.field("uri")
            .filter(uri -> uri.text() != null)
            .map(uri -> parse(uri.place(), String.valueOf(uri.text()), parameters(node)));
  }

  private static Map<String, YamlNode> parameters(YamlNode node) {
    return node.field("parameters").map(YamlNode::fields).orElse(Map.of());
  }

  private static Address parse(Place place, String uri, Map<String, YamlNode> parameters) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? uri : uri.substring(0, colon);
    String rest = colon < 0 ? "" : uri.substring(colon + 1);
    int question = rest.indexOf('?');
    Map<String, YamlNode> options = new LinkedHashMap<>();
    if (question >= 0) {
      options.putAll(query(place, rest.substring(question + 1)));
    }
    options.putAll(parameters);
    String path = question < 0 ? rest : rest.substring(0, question);
    return new Address(place, scheme, path.replaceFirst("^//", ""), options);
  }

  private static Map<String, YamlNode> query(Place place, String query) {
    Map<String, YamlNode> options = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      options.put(parts[0], YamlNode.text(place, value));
    }
    return options;
  }

  /** The whole of it stands in a setting, such as {{forward.url}}: what it is shows when built. */
  boolean isBySetting() {
    return scheme.startsWith("{{");
  }

  boolean isKamelet(String name) {
    return scheme.equals("kamelet") && path.equals(name);
  }

  /** Without options: what two routes may not both take from. */
  @Override
  public String toString() {
    return scheme + ":" + path;
  }
}
