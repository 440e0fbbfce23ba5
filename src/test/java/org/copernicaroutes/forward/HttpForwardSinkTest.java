package org.copernicaroutes.forward;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.copernicaroutes.support.OfficialWebhook;
import org.copernicaroutes.support.RoutesUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@CamelSpringBootTest
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    classes = HttpForwardSinkTest.Application.class,
    properties = {
      "copernica.forward.max-response-size=1KB",
      "copernica.forward.allowed-addresses=169.254.7.7, fe80::7",
      "team.secret=" + HttpForwardSinkTest.SECRET,
      "team.new-secret=" + HttpForwardSinkTest.NEW_SECRET,
      "secret=not-ours",
      "timeout=not-ours"
    })
class HttpForwardSinkTest {

  private static final String KAMELET = "http-forward-sink";
  static final String SECRET = "whsec_++//MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String NEW_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Import({ForwardConfiguration.class, RoutesUnderTest.Application.class})
  static class Application {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  @RegisterExtension
  static final WireMockExtension TARGET =
      WireMockExtension.newInstance()
          .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort())
          .build();

  @TempDir static Path folder;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    RoutesUnderTest.settings(registry, folder);
  }

  @Autowired RoutesUnderTest routes;
  @Autowired MeterRegistry meters;
  @Autowired ForwardSettings settings;

  @Test
  void postsTheEventWithItsOwnHeadersAndNoneOfTheExchange() throws Exception {
    LoggedRequest request = forwarded(Map.of(), hostile());
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/hook");
    assertThat(names(request))
        .containsExactly(
            "Connection",
            "Content-Length",
            "Content-Type",
            "Host",
            "User-Agent",
            "webhook-id",
            "webhook-timestamp");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("User-Agent")).isEqualTo("copernica-routes");
    assertThat(request.getBodyAsString()).contains("\"" + event().getId() + "\"");
  }

  @Test
  void leavesTheEventAndItsHeadersToTheNextStep() {
    TARGET.stubFor(
        any(anyUrl()).willReturn(aResponse().withHeader("X-Answer", "1").withBody("answer")));
    Exchange after = send(route(Map.of()), hostile());
    assertThat(after.getException()).isNull();
    assertThat(after.getMessage().getBody()).isInstanceOf(Event.class);
    assertThat(after.getMessage().getHeaders()).isEqualTo(hostile());
  }

  @Test
  void aRepeatedDeliveryHasTheSameWebhookIdAlsoAfterAnEdit() {
    String route = route(Map.of());
    String first = idFrom(route);
    routes.save(route, step("url", url("/moved")) + "- log:\n    message: sent\n");
    assertThat(idFrom(route)).isEqualTo(first).isEqualTo(event().getId() + "-" + route);
  }

  @Test
  void twoForwardsOfOneRouteHaveTwoWebhookIds() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    routes.save("twice", step("url", url("/hook")) + step("url", url("/hook")));
    assertThat(send("twice", Map.of()).getException()).isNull();
    assertThat(TARGET.getAllServeEvents())
        .extracting(e -> e.getRequest().getHeader("webhook-id"))
        .containsExactlyInAnyOrder(event().getId() + "-twice", event().getId() + "-twice~2");
  }

  private String idFrom(String route) {
    TARGET.resetRequests();
    return answered(route, Map.of()).getHeader("webhook-id");
  }

  @Test
  void oneChangeIsForwardedOnceThoughTwoEventsTellOfIt() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    String route = route(Map.of());
    assertThat(routes.send(route, told("first"), Map.of()).getException()).isNull();
    Exchange second = routes.send(route, told("second"), hostile());

    assertThat(second.getException()).isNull();
    assertThat(second.getMessage().getBody(Event.class).getId()).isEqualTo("second");
    assertThat(second.getMessage().getHeaders()).isEqualTo(hostile());
    assertThat(TARGET.getAllServeEvents())
        .singleElement()
        .satisfies(
            e -> assertThat(e.getRequest().getHeader("webhook-id")).isEqualTo("first-" + route));
    assertThat(repeated(route)).isEqualTo(1);
  }

  @Test
  void theSameEventIsForwardedWheneverItIsDelivered() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    String route = route(Map.of());
    routes.send(route, told("first"), Map.of());
    routes.send(route, told("first"), Map.of());
    assertThat(TARGET.getAllServeEvents()).hasSize(2);
    assertThat(repeated(route)).isZero();
  }

  @Test
  void whatFailedForOneEventIsForwardedForTheOther() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422)));
    String route = route(Map.of());
    assertThat(routes.send(route, told("first"), Map.of()).getException()).isNotNull();
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    assertThat(routes.send(route, told("second"), Map.of()).getException()).isNull();
    assertThat(TARGET.getAllServeEvents()).hasSize(2);
  }

  /** It is neither forwarded beside the first nor given up: the first may fail. */
  @Test
  void anEventWaitsWhileItsChangeIsBeingForwardedForAnother() throws Exception {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withFixedDelay(2_000)));
    String route = route(Map.of());
    Future<Exchange> first =
        CompletableFuture.supplyAsync(() -> routes.send(route, told("first"), Map.of()));
    await().until(() -> !TARGET.findAll(anyRequestedFor(anyUrl())).isEmpty());
    assertThat(routes.send(route, told("second"), Map.of()).getException(DeliveryFailure.class))
        .satisfies(e -> assertThat(e.end()).isEqualTo(End.NOT_YET))
        .hasMessageContaining("event=first");

    assertThat(first.get(60, TimeUnit.SECONDS).getException()).isNotNull();
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    assertThat(routes.send(route, told("second"), Map.of()).getException()).isNull();
  }

  @Test
  void eachStepForwardsTheChangeForItself() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse()));
    routes.save("both", step("url", url("/hook")) + step("url", url("/hook")));
    routes.send("both", told("first"), Map.of());
    routes.send(route(Map.of()), told("second"), Map.of());
    assertThat(TARGET.getAllServeEvents()).hasSize(3);
  }

  private double repeated(String route) {
    return meters.counter("copernica.repeated", "destination", route).count();
  }

  /** The same change, in requests of their own. */
  private static Event told(String id) {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:00Z").plusSeconds(id.length());
    return Event.of(Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, id, 1, moment, moment)
        .profile(4711L)
        .time(OffsetDateTime.parse("2025-01-01T00:00:00Z"))
        .fields(Map.of("first name", "Zoë &"))
        .build();
  }

  @Test
  void theOfficialLibraryOfStandardWebhooksVerifiesWhatIsSigned() {
    for (String format : List.of("json", "form")) {
      TARGET.resetRequests();
      LoggedRequest request =
          forwarded(Map.of("secret", "{{team.secret}}", "format", format), Map.of());
      assertThat(OfficialWebhook.verifies(SECRET, request)).as(format).isTrue();
      assertThat(OfficialWebhook.verifies(NEW_SECRET, request)).isFalse();
      assertThat(OfficialWebhook.verifies(SECRET, request, request.getBodyAsString() + " "))
          .isFalse();
    }
  }

  @Test
  void whileASecretIsReplacedBothVerify() {
    String secrets = "{{team.secret}} {{team.new-secret}}";
    LoggedRequest request = forwarded(Map.of("secret", secrets), Map.of());
    assertThat(OfficialWebhook.verifies(SECRET, request)).isTrue();
    assertThat(OfficialWebhook.verifies(NEW_SECRET, request)).isTrue();
  }

  @Test
  void sendsTheFormThatCopernicaSends() {
    LoggedRequest request = forwarded(Map.of("format", "form"), Map.of());
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getBodyAsString())
        .isEqualTo("type=update&profile=4711&fields%5Bfirst+name%5D=Zo%C3%AB+%26");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hook?a=1&b=2",
        "/hook?a=1+2&b=%2B%26%23%25&c=x%20y",
        "/hook?q=a=b&&r=?/:@!$'(x)*,;",
        "/hook?q=(a)&b=RAW(c)&d=%7Be%7D%22",
        "/a%2Fb/%C3%A9;v=1/?x=%c3%a9"
      })
  void theUrlIsSentExactlyAsItStands(String target) {
    assertThat(forwarded(Map.of("url", url(target)), Map.of()).getUrl()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://x/y              | must begin with https",
        "/only/a/path           | must begin with https",
        "https:///path          | names no host",
        "https://h/?a=%zz       | is not an address",
        "https://h/a b          | is not an address",
        "https://u:p@h/         | user and password",
        "https://h/#part        | write %23",
        "https://${body.id}/    | only `subject` may hold"
      })
  void refusesAnUrlThatIsNoTarget(String url, String reason) {
    assertRefused(Map.of("url", url), reason);
  }

  @Test
  void refusesAWrongFormatSecretOrTimeout() {
    assertRefused(Map.of("format", "xml"), "cannot be `xml`; there are form, json.");
    assertRefused(Map.of("secret", "{{secret}}"), "secret: must be whsec_");
    assertRefused(Map.of("timeout", "soon"), "timeout: must be a duration");
    assertRefused(Map.of("timeout", "0s"), "timeout: must be a duration");
  }

  @Test
  void refusesAnOptionThatItDoesNotHave() {
    assertRefused(
        Map.of("timeuot", "1s"),
        "unknown option `timeuot` of http-forward-sink; did you mean `timeout`?");
  }

  @Test
  void acceptsATargetThatDoesNotExistAndContactsNobody() {
    assertThat(route(Map.of("url", "https://nowhere.invalid/hook"))).isNotNull();
  }

  @Test
  void doesNotSignWhereTheSettingOfTheSecretIsNotSet() {
    LoggedRequest request = forwarded(Map.of("secret", "{{?forward.secret}}"), Map.of());
    assertThat(request.containsHeader("webhook-signature")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyAnswer2xxIsDone(int status) {
    double before = meters.counter("copernica.forwarded").count();
    assertThat(failure(aResponse().withStatus(status))).isNull();
    assertThat(meters.counter("copernica.forwarded").count()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 410, 422, 429, 500, 503})
  void everyOtherAnswerFailsWithItsStatusAndIsAskedOnce(int status) {
    double before = meters.counter("copernica.forwarded").count();
    Exception failure =
        failure(
            aResponse()
                .withStatus(status)
                .withHeader("Location", url("/elsewhere"))
                .withHeader("Retry-After", "7")
                .withBody("zoë@example.org"));
    assertThat(failure)
        .isInstanceOfSatisfying(
            HttpOperationFailedException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(status);
              assertThat(e.getResponseHeaders()).containsEntry("Retry-After", "7");
              assertThat(e.getResponseBody()).isNull();
            });
    assertThat(TARGET.getAllServeEvents()).hasSize(1);
    assertThat(meters.counter("copernica.forwarded").count()).isEqualTo(before);
  }

  @Test
  void anAnswerThatComesTooLateIsATimeout() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(5_000)));
    assertThat(send(route(Map.of("timeout", "200ms")), Map.of()).getException())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @ParameterizedTest
  @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenConnectionIsAnIoFailureAndIsTriedOnce(Fault fault) {
    assertThat(failure(aResponse().withFault(fault))).isInstanceOf(IOException.class);
    assertThat(TARGET.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aTargetThatIsDownIsAConnectionFailure() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    String route = route(Map.of("url", "http://127.0.0.1:" + port + "/"));
    assertThat(send(route, Map.of()).getException()).isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "https://[fd00:ec2::254]/latest/",
        "http://2852039166/",
        "http://[::ffff:a9fe:a9fe]/"
      })
  void noConnectionIsMadeToWhatGivesAMachineItsIdentity(String url) {
    assertThat(send(route(Map.of("url", url)), Map.of()).getException())
        .isInstanceOfSatisfying(
            DeliveryFailure.class, e -> assertThat(e.end()).isEqualTo(End.MISCONFIGURED))
        .hasMessageContaining("link-local or a cloud's metadata service");
  }

  @Test
  void theAddressesThatAreAllowedComeFromASetting() throws IOException {
    assertThat(settings.allowedAddresses())
        .containsExactlyInAnyOrder(
            InetAddress.getByName("169.254.7.7"), InetAddress.getByName("fe80::7"));
  }

  @Test
  void aCertificateOfNobodyIsNotTrusted() {
    String route = route(Map.of("url", "https://127.0.0.1:" + TARGET.getHttpsPort() + "/"));
    assertThat(send(route, Map.of()).getException()).isInstanceOf(SSLException.class);
  }

  @Test
  void aLongAnswerIsNotReadToItsEnd() {
    assertThat(failure(aResponse().withBody("x".repeat(5_000_000)))).isNull();
  }

  @Test
  void cookiesAreNotKept() {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse().withHeader("Set-Cookie", "a=b")));
    String route = route(Map.of());
    send(route, Map.of());
    send(route, Map.of());
    assertThat(TARGET.getAllServeEvents())
        .hasSize(2)
        .allMatch(e -> !e.getRequest().containsHeader("Cookie"));
  }

  private LoggedRequest forwarded(Map<String, String> parameters, Map<String, Object> headers) {
    return answered(route(parameters), headers);
  }

  private LoggedRequest answered(String route, Map<String, Object> headers) {
    TARGET.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    assertThat(send(route, headers).getException()).isNull();
    assertThat(TARGET.getAllServeEvents()).hasSize(1);
    return TARGET.getAllServeEvents().get(0).getRequest();
  }

  private Exception failure(ResponseDefinitionBuilder answer) {
    TARGET.stubFor(any(anyUrl()).willReturn(answer));
    return send(route(Map.of()), Map.of()).getException();
  }

  private Exchange send(String route, Map<String, Object> headers) {
    return routes.send(route, event(), headers);
  }

  private void assertRefused(Map<String, String> parameters, String reason) {
    assertThat(routes.refused(KAMELET, with(parameters)))
        .singleElement()
        .asString()
        .contains(".camel.yaml:", reason);
  }

  /** A route of its own for these parameters. */
  private String route(Map<String, String> changed) {
    return routes.running(KAMELET, with(changed));
  }

  private static Map<String, String> with(Map<String, String> changed) {
    Map<String, String> parameters = new LinkedHashMap<>(Map.of("url", url("/hook")));
    parameters.putAll(changed);
    return parameters;
  }

  private static String step(String parameter, String value) {
    return RoutesUnderTest.step(KAMELET, Map.of(parameter, value));
  }

  private static String url(String target) {
    return "http://127.0.0.1:" + TARGET.getPort() + target;
  }

  private static TreeSet<String> names(LoggedRequest request) {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(request.getAllHeaderKeys());
    return names;
  }

  private static Map<String, Object> hostile() {
    return Map.of(
        "To",
        "thief@example.net",
        "Authorization",
        "Bearer 1",
        "Cookie",
        "a=b",
        "Host",
        "evil.example.net",
        Exchange.HTTP_URI,
        "http://evil.example.net/",
        Exchange.HTTP_PATH,
        "/evil",
        Exchange.HTTP_QUERY,
        "evil=1",
        Exchange.HTTP_METHOD,
        "DELETE",
        "Content-Type",
        "text/evil",
        "X-Any",
        List.of("leak"));
  }

  private static Event event() {
    OffsetDateTime moment = OffsetDateTime.parse("2025-01-01T00:00:00Z");
    return Event.of(
            Action.UPDATE, Subject.PROFILE, Origin.WEBHOOK, "ab".repeat(32), 1, moment, moment)
        .profile(4711L)
        .fields(Map.of("first name", "Zoë &"))
        .build();
  }
}
