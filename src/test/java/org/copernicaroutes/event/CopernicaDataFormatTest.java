package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.junit.jupiter.api.Test;
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
