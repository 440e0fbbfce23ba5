package org.copernicaroutes.crm;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;

/**
 * One use of crm-sync-sink in a route: made when the route is, so that a wrong parameter fails the
 * dry run and not the first event.
 */
public final class CrmSyncProcessor implements Processor {

  private final CrmTarget target;

  /**
   * @throws IllegalArgumentException naming the parameter, the offending word and the nearest known
   */
  public CrmSyncProcessor(String table, String key, String columns, String onDelete) {
    target = CrmTarget.parse(table, key, columns, onDelete);
  }

  @Override
  public void process(Exchange exchange) {
    writer(exchange).write(target, event(exchange));
  }

  private static CrmWriter writer(Exchange exchange) {
    return exchange.getContext().getRegistry().findSingleByType(CrmWriter.class);
  }

  private static Event event(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof Event event) {
      return event;
    }
    throw DeliveryFailure.misconfigured(
        "crm-sync-sink needs the event as its body; a step before it in route "
            + exchange.getFromRouteId()
            + " replaced it. Keep the body, or move that step behind crm-sync-sink.",
        null);
  }
}
