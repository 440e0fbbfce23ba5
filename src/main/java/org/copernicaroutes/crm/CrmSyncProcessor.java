package org.copernicaroutes.crm;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.SharedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One use of crm-sync-sink in a route: made when the route is, so that a wrong parameter fails the
 * dry run and not the first event.
 */
public final class CrmSyncProcessor implements Processor {

  private final Map<String, String> parameters = new HashMap<>();
  private @Nullable CrmTarget target;

  public void setTable(String text) {
    parameters.put("table", text);
  }

  public void setKey(String text) {
    parameters.put("key", text);
  }

  public void setColumns(String text) {
    parameters.put("columns", text);
  }

  public void setOwner(String text) {
    parameters.put("owner", text);
  }

  public void setOnMissing(String text) {
    parameters.put("onMissing", text);
  }

  public void setOnDelete(String text) {
    parameters.put("onDelete", text);
  }

  /** Once Camel has set them all. */
  public void understand() {
    target = CrmTarget.parse(parameters);
  }

  @Override
  public void process(Exchange exchange) {
    CrmTarget all = Objects.requireNonNull(target, "crm-sync-sink gave all its parameters");
    CrmWriter writer = writer(exchange);
    if (SharedTransaction.of(exchange)) {
      writer.writeWithOthers(all, event(exchange));
    } else {
      writer.write(all, event(exchange));
    }
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
        "crm-sync-sink needs the event as its body; a step before it replaced that. Keep the body,"
            + " or move that step behind crm-sync-sink.",
        null);
  }
}
