package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetTest {

  /** The example of the Standard Webhooks specification: made elsewhere. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final Target target = Target.start(0, new StandardWebhooks(SECRET));

  @AfterEach
  void stop() {
    target.close();
  }

  @Test
  void tellsThatTheSignatureOfTheSpecificationsExampleVerifies() throws Exception {
    post(BODY, SIGNATURE);

    assertThat(target.news())
        .containsExactly("POST /hook, its Standard Webhooks signature verifies: " + BODY);
  }

  @Test
  void findsTheRightSignatureAmongSeveral() throws Exception {
    post(BODY, "v1,AAAA " + SIGNATURE);

    assertThat(target.news())
        .singleElement()
        .asString()
        .contains("its Standard Webhooks signature verifies");
  }

  @Test
  void tellsThatTheSignatureOfAnotherBodyDoesNotVerify() throws Exception {
    post("{\"test\": 2432232315}", SIGNATURE);

    assertThat(target.news()).singleElement().asString().contains("DOES NOT verify");
  }

  @Test
  void tellsThatARequestHasNoSignature() throws Exception {
    send(HttpRequest.newBuilder(address()).POST(BodyPublishers.ofString("{}")).build());

    assertThat(target.news()).containsExactly("POST /hook, without a signature: {}");
  }

  private void post(String body, String signatures) throws Exception {
    send(
        HttpRequest.newBuilder(address())
            .header("webhook-id", ID)
            .header("webhook-timestamp", TIME)
            .header("webhook-signature", signatures)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + target.port() + "/hook");
  }

  private static void send(HttpRequest request) throws Exception {
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(204);
  }
}
