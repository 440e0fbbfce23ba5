package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.copernicaroutes.support.SignedRequest.SIGNED_AT;
import static org.copernicaroutes.support.SignedRequest.valid;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.support.SentRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignatureCheckProcessorTest {

  private final CheckedSignature checked = new CheckedSignature();
  private final AtomicLong nanos = new AtomicLong();
  private final RecentIds recent =
      new RecentIds(new SteadyClock(checked.clock, nanos::get), Duration.ofMinutes(6));
  private final SignatureCheckProcessor processor =
      new SignatureCheckProcessor(
          checked.check, recent, new VerdictLog(new SimpleMeterRegistry(), checked.clock, 5));
  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    camel.getRegistry().bind("signatureCheck", processor);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:door").process("signatureCheck").setProperty("passed", constant(true));
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    checked.close();
  }

  @Test
  void aVerifiedRequestGoesOnWithoutAHeader() {
    Exchange exchange = sent(valid().captured());
    assertThat(exchange.getMessage().getBody()).isInstanceOf(VerifiedRequest.class);
    assertThat(exchange.getProperty("passed")).isEqualTo(true);
    assertThat(exchange.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void aRequestThatCannotBeReadEndsHereWith400() {
    assertEndsWith(Answer.UNREADABLE, valid().header("Date", "tomorrow").captured());
  }

  @Test
  void aForgeryEndsHereWith401() {
    assertEndsWith(
        Answer.NOT_AUTHENTIC, valid().sent().withTarget("/x").captured(checked.clock.instant()));
  }

  @Test
  void aRequestWhoseKeyCannotBeHadGoesOnAsUnverified() {
    checked.dns.fails();
    Exchange exchange = sent(valid().captured());
    assertThat(exchange.getMessage().getBody()).isInstanceOf(UnverifiedRequest.class);
    assertThat(exchange.getProperty("passed")).isEqualTo(true);
  }

  /** By this host's clock the request is fresh again, and its id is no longer known. */
  @Test
  void noRequestIsTakenAgainAfterTheClockIsSteppedBack() {
    SentRequest request = stored(valid().sent());
    pass(Duration.ofMinutes(8));
    checked.clock.set(SIGNED_AT.plusSeconds(30));

    assertEndsWith(Answer.NOT_AUTHENTIC, request.captured(checked.clock.instant()));
    assertThat(recent.size()).isZero();
  }

  @Test
  void aStepBackKeepsNoNewRequestOut() {
    checked.clock.advance(Duration.ofMinutes(4));
    stored(valid().sent());
    pass(Duration.ofMinutes(8));
    checked.clock.advance(Duration.ofMinutes(-4));

    Instant now = checked.clock.instant();
    assertThat(sent(valid().signedAt(now).captured()).getProperty("passed")).isEqualTo(true);
  }

  @Test
  void whatIsRememberedIsAReplayAndNoRefusal() {
    SentRequest request = stored(valid().sent());
    checked.clock.advance(Duration.ofDays(1));
    pass(Duration.ofMinutes(5));
    checked.clock.set(SIGNED_AT);

    assertThat(sent(request.captured(SIGNED_AT)).getProperty("passed")).isEqualTo(true);
    assertThat(recent.size()).isEqualTo(1);
  }

  /** Taken, and remembered as the inbox does after its commit. */
  private SentRequest stored(SentRequest request) {
    Exchange exchange = sent(request.captured(checked.clock.instant()));
    VerifiedRequest verified = exchange.getMessage().getBody(VerifiedRequest.class);
    recent.add(verified.id(), verified.signedAt());
    return request;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    checked.clock.advance(time);
  }

  @Test
  void noThreadWaitsForTheKey() throws Exception {
    checked.dns.hold();
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(valid().captured());
    CountDownLatch done = new CountDownLatch(1);
    assertThat(processor.process(exchange, doneSync -> done.countDown())).isFalse();
    checked.dns.release();
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(exchange.getMessage().getBody()).isInstanceOf(VerifiedRequest.class);
  }

  @Test
  void anotherBodyIsABugAndSaidToBeOne() {
    assertThat(sent("text").getException()).isNotNull();
  }

  private void assertEndsWith(Answer answer, CapturedRequest request) {
    Exchange exchange = sent(request);
    assertThat(exchange.getMessage().getBody()).isEqualTo(answer);
    assertThat(exchange.getProperty("passed")).isNull();
    assertThat(exchange.getException()).isNull();
  }

  private Exchange sent(Object body) {
    return camel.createProducerTemplate().send("direct:door", e -> e.getMessage().setBody(body));
  }
}
