package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.signature.VerifiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodingTest {

  private static final String ONE = Queues.destination("one");

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = bench();
    bench.camel.getRegistry().bind("copernica", new Reader());
    PluginHelper.getRoutesLoader(bench.camel)
        .loadRoutes(
            PluginHelper.getResourceLoader(bench.camel)
                .resolveResource("classpath:camel/decoding.camel.yaml"));
    ((ModelCamelContext) bench.camel).getRouteDefinition("decoding").setAutoStartup("true");
  }

  Bench bench() {
    return new Bench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Reads the body as text, and nothing that begins with {@code unreadable}. */
  private static final class Reader extends ServiceSupport implements DataFormat {
    @Override
    public void marshal(Exchange exchange, Object graph, java.io.OutputStream stream) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) {
      throw new UnsupportedOperationException("the request is read, not its stream");
    }

    @Override
    public Object unmarshal(Exchange exchange, Object body) {
      String text = new String(((VerifiedRequest) body).request().body(), StandardCharsets.UTF_8);
      if (text.contains("unreadable")) {
        throw DeliveryFailure.poison("the form has an unknown charset", null);
      }
      return text;
    }
  }

  private final RouteBuilder router =
      new RouteBuilder() {
        @Override
        public void configure() {
          errorHandler(noErrorHandler());
          from("direct:router")
              .routeId("router")
              .to("destination:one")
              .process(
                  e -> {
                    if (e.getMessage().getBody(String.class).contains("unroutable")) {
                      throw DeliveryFailure.poison("no branch fits", null);
                    }
                  })
              .to("destination:two");
        }
      };

  private void drained(String queue) {
    await().until(() -> bench.depth(queue) == 0);
  }

  @Test
  void theInboxEndpointAnswersAfterTheCommit() throws Exception {
    bench.routes(router);
    Object answer =
        bench.camel.createProducerTemplate().requestBody("inbox:requests", Bench.request("a"));
    assertThat(answer).isEqualTo(Answer.stored(Bench.id("a")));
    drained(Queues.INBOX);
    assertThat(bench.words(ONE)).containsExactly("body of a");
    assertThat(bench.messages(ONE).get(0).getStringProperty("eventId")).isEqualTo(Bench.id("a"));
  }

  @Test
  void theInboxEndpointAnswers503WhenTheBrokerIsGone() throws Exception {
    bench.pauses = 0;
    bench.routes(router);
    bench.stopBroker();
    Object answer =
        bench.camel.createProducerTemplate().requestBody("inbox:requests", Bench.request("a"));
    assertThat(answer).isEqualTo(Answer.UNAVAILABLE);
  }

  @Test
  void whatCannotBeReadIsKeptByteForByteAndWhatCannotBeRoutedElsewhere() throws Exception {
    for (String id : new String[] {"a", "unreadable", "unroutable", "b"}) {
      bench.put(id);
    }
    bench.routes(router);
    drained(Queues.INBOX);
    assertThat(bench.words(ONE)).containsExactly("body of a", "body of b");
    assertThat(bench.words(Queues.destination("two"))).containsExactly("body of a", "body of b");
    assertThat(bench.words(Queues.dead("unreadable"))).containsExactly("body of unreadable");
    assertThat(bench.words(Queues.dead("router"))).containsExactly("body of unroutable");
    Taken dead = Taken.of(bench.messages(Queues.dead("unreadable")).get(0));
    assertThat(InboxMessage.read(dead))
        .usingRecursiveComparison()
        .isEqualTo(Bench.request("unreadable"));
  }

  @Test
  void everythingWaitsInTheInboxWhileTheRouterDoesNotRun() throws Exception {
    bench.pauses = 1;
    bench.put("a");
    bench.put("b");
    bench.camel.start();
    await().until(() -> bench.paused.size() == 2);
    assertThat(bench.watch.standing().get("inbox").end()).isEqualTo(End.MISCONFIGURED);
    assertThat(bench.depth(Queues.INBOX)).isEqualTo(2);
    assertThat(bench.put("c").isStored()).isTrue();
  }
}
