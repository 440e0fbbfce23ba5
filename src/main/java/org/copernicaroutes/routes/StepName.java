package org.copernicaroutes.routes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which kamelet step of which route this is, for the ids of what it sends: {@code email-alert}, and
 * {@code email-alert~2} for the second use of one kamelet in a route.
 *
 * <p>It stays over restarts and over edits of other lines and of parameters. It holds no full stop
 * and nothing that may not stand in a Message-ID.
 */
record StepName(String routeId, int ordinal) {

  @Override
  public String toString() {
    String name = URLEncoder.encode(routeId, StandardCharsets.UTF_8).replace(".", "%2E");
    return ordinal == 1 ? name : name + "~" + ordinal;
  }
}
