package org.copernicaroutes.event;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An event sent as it is to plain Camel endpoints: each gets the documented JSON. */
@ExtendWith(OutputCaptureExtension.class)
class EventAsBodyTest {

  private static final Event EVENT = ExampleEvents.named("profile create");
  private static final String JSON = new EventJson().write(EVENT);

  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void anHttpServiceGetsTheJson() {
    WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    server.start();
    try {
      server.stubFor(post(anyUrl()).willReturn(ok()));
      send("http://127.0.0.1:" + server.port() + "/in?httpMethod=POST");
      server.verify(postRequestedFor(anyUrl()).withRequestBody(equalTo(JSON)));
    } finally {
      server.stop();
    }
  }

  @Test
  void aMailboxGetsTheJson() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      send(
          "smtp://127.0.0.1:"
              + server.getSmtp().getPort()
              + "?to=a@example.com&from=b@example.com");
      assertThat(server.getReceivedMessages()[0].getContent().toString().trim()).isEqualTo(JSON);
    } finally {
      server.stop();
    }
  }

  @Test
  void aFileHoldsTheJson(@TempDir Path folder) {
    send("file:" + folder + "?fileName=event.json");
    assertThat(folder.resolve("event.json")).hasContent(JSON);
  }

  @Test
  void aLogLineShowsTheJson(CapturedOutput output) {
    send("log:events");
    assertThat(output).contains(JSON);
  }

  private void send(String uri) {
    camel.createProducerTemplate().sendBody(uri, EVENT);
  }
}
