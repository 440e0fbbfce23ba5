package org.copernicaroutes.forward;

import java.util.Set;
import org.apache.camel.component.kamelet.KameletEndpointUriFactory;

/**
 * Hands the parameters of our kamelets over as they stand in the YAML.
 *
 * <p>Camel joins a step's parameters into one address; a {@code &} in a value would end it there.
 * Naming a parameter secret makes Camel put it in {@code RAW()}, which keeps it whole.
 */
public final class VerbatimParameters extends KameletEndpointUriFactory {

  private static final Set<String> NAMES =
      Set.of(
          "to",
          "from",
          "subject",
          "template",
          "url",
          "format",
          "secret",
          "timeout",
          "table",
          "key",
          "columns",
          "onDelete");

  @Override
  public Set<String> secretPropertyNames() {
    return NAMES;
  }
}
