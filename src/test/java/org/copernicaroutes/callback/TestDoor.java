package org.copernicaroutes.callback;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The door on free ports of the loopback, with stand-ins for the two stages behind it. */
final class TestDoor implements AutoCloseable {

  static final String PATH = "/copernica/callback";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "server.port", "0",
          "server.address", "127.0.0.1",
          "server.shutdown", "immediate",
          "management.server.port", "0",
          "camel.main.jmx-enabled", "false",
          "camel.main.routes-include-pattern", "classpath:camel/door.camel.yaml",
          "management.endpoint.health.validate-group-membership", "false",
          "copernica.callback.hosts", "hooks.example.com");

  private final ServletWebServerApplicationContext context;

  private TestDoor(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  static TestDoor open(String... settings) {
    return new TestDoor((ServletWebServerApplicationContext) start(settings));
  }

  static ConfigurableApplicationContext start(String... settings) {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    for (String setting : settings) {
      all.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    String[] arguments =
        all.entrySet().stream()
            .map(e -> "--%s=%s".formatted(e.getKey(), e.getValue()))
            .toArray(String[]::new);
    return new SpringApplicationBuilder(App.class).run(arguments);
  }

  int port() {
    return context.getWebServer().getPort();
  }

  Check check() {
    return context.getBean(Check.class);
  }

  StandInInbox inbox() {
    return context.getBean(StandInInbox.class);
  }

  CamelContext camel() {
    return context.getBean(CamelContext.class);
  }

  double count(String meter, String... tags) {
    var search = context.getBean(MeterRegistry.class).find(meter).tags(tags);
    return search.meters().stream()
        .flatMap(m -> Stream.of(m.measure().iterator().next()))
        .mapToDouble(m -> m.getValue())
        .sum();
  }

  Set<String> filters() {
    return context.getServletContext().getFilterRegistrations().keySet();
  }

  RawClient connect() throws IOException {
    return new RawClient(port());
  }

  @Override
  public void close() {
    inbox().release();
    context.close();
  }

  /** What the door handed over, and what else was in the message. */
  static final class Check implements Processor {

    private final List<CapturedRequest> requests = new ArrayList<>();
    private final List<Map<String, Object>> headers = new ArrayList<>();
    private final List<Map<String, Object>> properties = new ArrayList<>();
    private volatile Answer refusal;
    private volatile RuntimeException failure;

    @Override
    public synchronized void process(Exchange exchange) {
      requests.add(exchange.getMessage().getBody(CapturedRequest.class));
      headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
      properties.add(Map.copyOf(exchange.getProperties()));
      if (failure != null) {
        throw failure;
      }
      if (refusal != null) {
        exchange.getMessage().setBody(refusal);
        exchange.setRouteStop(true);
      }
    }

    void refuseWith(Answer answer) {
      refusal = answer;
    }

    void failWith(RuntimeException bug) {
      failure = bug;
    }

    synchronized CapturedRequest last() {
      return requests.get(requests.size() - 1);
    }

    synchronized int seen() {
      return requests.size();
    }

    synchronized Map<String, Object> lastHeaders() {
      return headers.get(headers.size() - 1);
    }

    synchronized Map<String, Object> lastProperties() {
      return properties.get(properties.size() - 1);
    }
  }

  @EnableAutoConfiguration(
      exclude = {
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        MailSenderAutoConfiguration.class,
        ArtemisAutoConfiguration.class,
        JmsAutoConfiguration.class,
        MustacheAutoConfiguration.class
      })
  @Import(CallbackConfiguration.class)
  static class App {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Check signatureCheck() {
      return new Check();
    }

    @Bean("inbox")
    StandInInbox inbox() {
      return new StandInInbox();
    }
  }
}
