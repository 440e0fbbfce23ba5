package org.copernicaroutes.forward;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.CamelContextHelper;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.springframework.boot.convert.DurationStyle;

/**
 * The kamelet http-forward-sink's bean: puts the request in the place of the event, and sets up the
 * client that sends it.
 *
 * <p>Made with the route, so that a wrong parameter is an error of the route file. It opens no
 * connection.
 */
public final class HttpForwardProcessor
    implements Processor, HttpClientConfigurer, CamelContextAware {

  private static final String UNSIGNED = "none";

  private CamelContext context;
  private String url = "";
  private String format = "";
  private String secret = UNSIGNED;
  private String timeout = "";
  private String stepName = "";
  private Forwarding forwarding;
  private HttpForward forward;
  private ForwardClient client;

  /** Called once, after the parameters were set. */
  public void check() {
    forwarding = CamelContextHelper.mandatoryFindSingleByType(context, Forwarding.class);
    WebhookSignature signature = secret.equals(UNSIGNED) ? null : WebhookSignature.of(secret);
    forward = new HttpForward(new TargetUrl(url), Format.of(format), signature, stepName);
    client = new ForwardClient(duration(timeout), forwarding.settings());
  }

  private static Duration duration(String text) {
    try {
      Duration duration = DurationStyle.detectAndParse(text);
      if (duration.toMillis() > 0) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException("timeout: must be a duration such as 500ms, 10s or 1m");
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    client.configure(builder);
  }

  /** Leaves no body where this change was forwarded for another event. */
  @Override
  public void process(Exchange exchange) throws Exception {
    Event event = exchange.getMessage().getMandatoryBody(Event.class);
    if (forwarding.once().begins(stepName, event, exchange)) {
      putRequest(exchange, event);
    } else {
      exchange.getMessage().setBody(null);
    }
  }

  private void putRequest(Exchange exchange, Event event) throws Exception {
    Message message = exchange.getMessage();
    byte[] body = bytes(exchange, event);
    message.setBody(body);
    message.setHeader(Exchange.HTTP_URI, forward.url().text());
    message.getHeaders().putAll(forward.headers(event, forwarding.clock().instant(), body));
  }

  private byte[] bytes(Exchange exchange, Event event) throws Exception {
    if (forward.format() == Format.FORM) {
      return FormBody.of(event);
    }
    try {
      return context.getTypeConverter().mandatoryConvertTo(byte[].class, exchange, event);
    } catch (TypeConversionException e) {
      throw DeliveryFailure.poison("The event cannot be written as JSON.", e);
    }
  }

  /** Called once the target has answered 2xx. */
  public void forwarded(Exchange exchange) {
    forwarding.once().done(exchange);
    forwarding.countForwarded();
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public void setFormat(String format) {
    this.format = format;
  }

  public void setSecret(String secret) {
    this.secret = secret;
  }

  public void setTimeout(String timeout) {
    this.timeout = timeout;
  }

  public void setStepName(String stepName) {
    this.stepName = stepName;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }
}
