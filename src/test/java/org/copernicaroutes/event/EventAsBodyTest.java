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
import org.junit.jupiter.api.io.TempDir;

/** An event sent as it is to plain Camel endpoints: each gets the documented JSON. */
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
  void http() {
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
  void smtp() throws Exception {
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
  void file(@TempDir Path folder) {
    send("file:" + folder + "?fileName=event.json");
    assertThat(folder.resolve("event.json")).hasContent(JSON);
  }

  @Test
  void log() {
    send("log:events");
    assertThat(camel.getEndpoints()).hasSize(1);
  }

  private void send(String uri) {
    camel.createProducerTemplate().sendBody(uri, EVENT);
  }
}
