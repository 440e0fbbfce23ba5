package org.copernicaroutes.trial;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.helper.HttpMethodHelper;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.http.common.HttpHelper;
import org.jspecify.annotations.Nullable;

/** Tells what would leave by an endpoint, in the terms of its protocol where it is one of ours. */
final class Departures {

  private final Story story;

  Departures(Story story) {
    this.story = story;
  }

  void tell(Endpoint to, Exchange exchange) throws Exception {
    if (exchange.getMessage().getBody() instanceof MimeMessage mail) {
      mail(mail);
    } else if (to instanceof SqlEndpoint sql) {
      story.tell("sql", SqlStatement.of(sql, exchange));
    } else if (to instanceof HttpEndpoint http) {
      request(http, exchange);
    } else {
      message(to, exchange);
    }
  }

  /** By {@code poll} and its like; the step goes on as if there were nothing to fetch. */
  void tellFetch(Endpoint from) {
    story.tell("fetch", Told.saying("uri", Masked.uri(from.getEndpointUri())));
  }

  private void mail(MimeMessage mail) throws MessagingException, IOException {
    story.tell("mail", MailPortrait.of(mail));
  }

  private void request(HttpEndpoint http, Exchange exchange) throws Exception {
    String body = text(exchange.getMessage());
    String url =
        HttpHelper.createURI(exchange, HttpHelper.createURL(exchange, http), http).toString();
    story.tell(
        "request",
        Told.saying(
            "method",
            HttpMethodHelper.createMethod(exchange, http).name(),
            "url",
            Masked.uri(url),
            "headers",
            headers(http, exchange),
            "body",
            body));
  }

  /** Those that the endpoint itself would let through; the type goes with the body. */
  private static Map<String, String> headers(HttpEndpoint http, Exchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
    if (type != null) {
      headers.put(Exchange.CONTENT_TYPE, type);
    }
    exchange
        .getMessage()
        .getHeaders()
        .forEach(
            (name, value) -> {
              boolean stays =
                  http.getHeaderFilterStrategy().applyFilterToCamelHeaders(name, value, exchange);
              if (!stays) {
                headers.put(name, Masked.header(name, value));
              }
            });
    return headers;
  }

  private void message(Endpoint to, Exchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getMessage()
        .getHeaders()
        .forEach((name, value) -> headers.put(name, Masked.header(name, value)));
    story.tell(
        "message",
        Told.saying(
            "uri",
            Masked.uri(to.getEndpointUri()),
            "headers",
            headers,
            "body",
            text(exchange.getMessage())));
  }

  private static @Nullable String text(Message message) {
    return message.getBody() == null ? null : message.getBody(String.class);
  }
}
