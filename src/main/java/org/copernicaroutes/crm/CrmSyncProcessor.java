package org.copernicaroutes.crm;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.SharedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One use of crm-sync-sink in a route: made when the route is, so that a wrong parameter fails the
 * dry run and not the first event.
 */
public final class CrmSyncProcessor implements Processor, CamelContextAware {

  private static final String GIVEN = "crm-sync-sink gave all its parameters";

  private final Map<String, String> parameters = new HashMap<>();
  private String database = "";
  private @Nullable CamelContext context;
  private @Nullable CrmTarget target;
  private @Nullable RowWriter writer;

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

  public void setDatabase(String name) {
    database = name.strip();
  }

  /** Once Camel has set them all. */
  public void understand() {
    target = CrmTarget.parse(parameters);
    writer = CamelContextHelper.mandatoryFindSingleByType(context, CrmWriters.class).of(database);
  }

  @Override
  public void process(Exchange exchange) {
    CrmTarget all = Objects.requireNonNull(target, GIVEN);
    RowWriter to = Objects.requireNonNull(writer, GIVEN);
    if (SharedTransaction.isRunning()) {
      to.writeWithOthers(all, event(exchange));
    } else {
      to.write(all, event(exchange));
    }
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

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }
}
