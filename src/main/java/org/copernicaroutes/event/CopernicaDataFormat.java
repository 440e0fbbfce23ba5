package org.copernicaroutes.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;
import org.copernicaroutes.signature.VerifiedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code unmarshal: custom: copernica}: a verified request to an event; marshal: an event to JSON.
 */
final class CopernicaDataFormat extends ServiceSupport implements DataFormat {

  private static final Logger LOG = LoggerFactory.getLogger(CopernicaDataFormat.class);

  private final EventDecoder decoder;
  private final EventJson json;
  private final EventCounters counters;

  CopernicaDataFormat(EventDecoder decoder, EventJson json, EventCounters counters) {
    this.decoder = decoder;
    this.json = json;
    this.counters = counters;
  }

  @Override
  public void marshal(Exchange exchange, Object graph, OutputStream stream) throws IOException {
    stream.write(json.writeBytes((Event) graph));
  }

  /** A verified request is no stream, so Camel hands it to the other method. */
  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) {
    return unmarshal(exchange, exchange.getMessage().getBody());
  }

  @Override
  public Object unmarshal(Exchange exchange, Object body) {
    return seen(decoder.decode((VerifiedRequest) body));
  }

  private Event seen(Event event) {
    if (event.is(Action.TEST)) {
      LOG.info(
          "test.arrived {}: a call of Copernica's test button came in, its signature is right and its"
              + " body can be read. It changes nothing.",
          event);
    }
    return counters.counted(event);
  }
}
