package org.copernicaroutes.forward;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.kamelet.KameletEndpointUriFactory;

/**
 * Hands the parameters of our kamelets over as they stand in the YAML.
 *
 * <p>Camel joins a step's parameters into one address; a {@code &} in a value would end it there.
 * Naming a parameter secret makes Camel put it in {@code RAW()}, which keeps it whole.
 */
public final class VerbatimParameters extends KameletEndpointUriFactory {

  /** What each of our kamelets declares. */
  static final Map<String, Set<String>> OF_KAMELETS =
      Map.of(
          "crm-sync-sink", Set.of("table", "key", "columns", "onDelete"),
          "email-alert-sink", Set.of("to", "from", "subject", "template"),
          "http-forward-sink", Set.of("url", "format", "secret", "timeout"));

  private static final Set<String> NAMES =
      OF_KAMELETS.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  @Override
  public Set<String> secretPropertyNames() {
    return NAMES;
  }
}
