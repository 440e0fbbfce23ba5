package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The data format under its bean name, in the context that Spring Boot makes. */
@SpringBootTest(
    classes = CopernicaDataFormatTest.Routes.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "camel.main.routes-include-pattern=false",
      "spring.config.location=file:config/application.yaml",
      "copernica.event.max-variables=5"
    })
class CopernicaDataFormatTest {

  @Import(EventConfiguration.class)
  @ImportAutoConfiguration(CamelAutoConfiguration.class)
  static class Routes {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    RouteBuilder routes() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          errorHandler(noErrorHandler());
          from("direct:unmarshal").unmarshal().custom("copernica");
          from("direct:marshal").marshal().custom("copernica");
        }
      };
    }
  }

  @Autowired ProducerTemplate camel;
  @Autowired CamelContext context;
  @Autowired EventJson json;
  @Autowired MeterRegistry meters;

  @Test
  void unmarshalsAVerifiedRequestToAnEvent() {
    Object body =
        camel.requestBody("direct:unmarshal", Requests.form("type=update&profile=5&id=6"));
    assertThat(body).isInstanceOfSatisfying(Event.class, e -> assertThat(e.key()).isEqualTo(5));
    assertThat(meters.counter("copernica.decoded", "action", "update").count()).isEqualTo(1);
    assertThat(meters.counter("copernica.flagged", "flag", "id-differs").count()).isEqualTo(1);
  }

  @Test
  void aCallOfTheTestButtonIsToldInTheLog() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(CopernicaDataFormat.class);
    Level level = logger.getLevel();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    camel.requestBody("direct:unmarshal", Requests.form("type=test"));
    camel.requestBody("direct:unmarshal", Requests.form("type=create&profile=5"));
    logger.setLevel(level);
    logger.detachAppender(lines);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement(as(STRING))
        .startsWith("test.arrived test message account=77 event=" + Requests.ID + ": ");
  }

  @Test
  void theGaugeShowsHowFarTheZoneIsOff() {
    String body = "type=create&profile=5&timestamp=2025-01-01 00:00:00&time=1735689600";
    camel.requestBody("direct:unmarshal", Requests.form(body));
    assertThat(meters.get("copernica.zone.difference").gauge().value()).isEqualTo(-3600);
  }

  @Test
  void anUnreadableBodyFailsTheRouteAsPoison() {
    assertThatThrownBy(() -> camel.requestBody("direct:unmarshal", Requests.form("x=y")))
        .hasRootCauseInstanceOf(UnreadableBody.class)
        .cause()
        .isInstanceOf(DeliveryFailure.class);
  }

  @Test
  void theLimitsComeFromTheSettings() {
    assertThatThrownBy(
            () ->
                camel.requestBody(
                    "direct:unmarshal", Requests.form("type=update&profile=5&a=1&b=2&c=3&d=4")))
        .cause()
        .hasMessageContaining("more than 5 variables");
  }

  @Test
  void marshalsAnEventToItsJson() {
    Event event = ExampleEvents.named("profile create");
    assertThat(camel.requestBody("direct:marshal", event, String.class))
        .isEqualTo(json.write(event));
  }

  @Test
  void theBootContextTurnsEventsIntoText() {
    Event event = ExampleEvents.named("profile create");
    assertThat(context.getTypeConverter().convertTo(String.class, event))
        .isEqualTo(json.write(event));
  }
}
