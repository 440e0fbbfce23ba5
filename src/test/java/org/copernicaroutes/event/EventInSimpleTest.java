package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions as integrators write them, evaluated by Camel in a context without our beans. */
class EventInSimpleTest {

  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

  @BeforeAll
  static void start() {
    CAMEL.start();
  }

  @AfterAll
  static void stop() {
    CAMEL.stop();
  }

  @Test
  void readsTheContractsNamesInTheContractsTypes() {
    Event event = ExampleEvents.named("profile update");
    assertThat(value("${body.action}", event)).isEqualTo("update");
    assertThat(value("${body.subject}", event)).isEqualTo("profile");
    assertThat(value("${body.origin}", event)).isEqualTo("webhook");
    assertThat(value("${body.id}", event)).isEqualTo(event.getId());
    assertThat(value("${body.account}", event)).isEqualTo(1234L);
    assertThat(value("${body.database}", event)).isEqualTo(7L);
    assertThat(value("${body.profile}", event)).isEqualTo(4711L);
    assertThat(value("${body.fields[mail]}", event)).isEqualTo("ann@example.com");
    assertThat(value("${body.parameters[mail]}", event)).isEqualTo("ann@example.com");
    assertThat(value("${body.interests[news]}", event)).isEqualTo(true);
    assertThat(value("${body.created}", event)).isInstanceOf(LocalDateTime.class);
    assertThat(value("${body.modified}", event)).isInstanceOf(LocalDateTime.class);
    assertThat(value("${body.time}", event)).isInstanceOf(OffsetDateTime.class);
    assertThat(value("${body.receivedAt}", event)).isInstanceOf(OffsetDateTime.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first name",
        "first.name",
        "prénom",
        "🍵",
        "O'Brien",
        "12\" vinyl",
        "a,b",
        "a=b",
        "a?b",
        "a:b",
        "Telefoon (werk)",
        "0",
        "last",
        "size",
        "class",
        "$x",
        "50% off",
        "a+b & c"
      })
  void readsFieldsWhateverTheirName(String name) {
    Event event = withField(name, "x");
    assertThat(value("${body.fields[" + name + "]}", event)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${body.fields[nope]}",
        "${body.fields[no pe]}",
        "${body.parameters[nope]}",
        "${body.extra[nope]}",
        "${body.interests[news]}",
        "${body.database}",
        "${body.collection}",
        "${body.subprofile}",
        "${body.created}",
        "${body.modified}",
        "${body.time}"
      })
  void whatWasNotSentIsNull(String expression) {
    assertThat(value(expression, Requests.event("type=delete&profile=5"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ${body.action} == 'update' && ${body.database} == 7     ; true
          ${body.action} == 'create' && ${body.database} == 7     ; false
          ${body.action} == 'update' && ${body.database} == '7'   ; true
          ${body.database} in '6,7'                               ; true
          ${body.collection} == null                              ; true
          ${body.collection} == 3                                 ; false
          ${body.interests[news]} == true                         ; true
          ${body.interests[sports]} == true                       ; false
          ${body.interests[sports]} == false                      ; true
          ${body.interests[nope]} == null                         ; true
          ${body.fields[mail]} contains '@'                       ; true
          ${body.fields[nope]} contains '@'                       ; false
          ${body.fields[city]} == 'Amsterdam'                     ; true
          ${body.fields[nope]} == null || ${body.fields[nope]} == '' ; true
          """)
  void comparesAsIntegratorsWriteIt(String predicate, boolean expected) {
    boolean matches =
        CAMEL
            .resolveLanguage("simple")
            .createPredicate(predicate)
            .matches(exchange(ExampleEvents.named("profile update")));
    assertThat(matches).isEqualTo(expected);
  }

  @Test
  void interestsThatWereNeverSentAreNeitherOnNorOff() {
    Event event = Requests.event("type=update&profile=5");
    assertThat(matches("${body.interests[news]} == true", event)).isFalse();
    assertThat(matches("${body.interests[news]} == false", event)).isFalse();
    assertThat(matches("${body.interests[news]} == null", event)).isTrue();
  }

  @Test
  void aValueThatLooksLikeAnExpressionIsNotEvaluated() {
    Event event = withField("name", "${body.id} {{user.home}}");
    assertThat(value("${body.fields[name]}", event)).isEqualTo("${body.id} {{user.home}}");
  }

  @Test
  void stepsThatNeedTextOrBytesGetTheDocumentedJson() throws Exception {
    Event event = ExampleEvents.named("profile create");
    String json = new EventJson().write(event);
    assertThat(convert(event, String.class)).isEqualTo(json);
    assertThat(convert(event, byte[].class)).asString().isEqualTo(json);
    try (InputStream stream = convert(event, InputStream.class)) {
      assertThat(stream.readAllBytes()).asString().isEqualTo(json);
    }
  }

  @Test
  void theJsonBecomesTheEventAgain() {
    Event event = ExampleEvents.named("profile create");
    String json = new EventJson().write(event);
    assertThat(convert(json, Event.class).getFields()).isEqualTo(event.getFields());
    assertThat(convert(convert(event, byte[].class), Event.class).getId()).isEqualTo(event.getId());
    assertThat(convert(convert(event, InputStream.class), Event.class).key()).isEqualTo(4711);
  }

  private static Event withField(String name, String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(name, value);
    return ExampleEvents.update().fields(fields).build();
  }

  private static Object value(String expression, Event event) {
    return CAMEL
        .resolveLanguage("simple")
        .createExpression(expression)
        .evaluate(exchange(event), Object.class);
  }

  private static boolean matches(String predicate, Event event) {
    return CAMEL.resolveLanguage("simple").createPredicate(predicate).matches(exchange(event));
  }

  private static <T> T convert(Object body, Class<T> type) {
    return exchange(body).getMessage().getBody(type);
  }

  private static Exchange exchange(Object body) {
    Exchange exchange = new DefaultExchange(CAMEL);
    exchange.getMessage().setBody(body);
    return exchange;
  }
}
