package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.copernicaroutes.event.Action;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.copernicaroutes.event.Origin;
import org.copernicaroutes.event.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the failures of a plain `sql:` step end, as a real PostgreSQL reports them. */
class SqlStepTest {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
    new JdbcTemplate(server.getPostgresDatabase()).execute("create table t (note varchar(10))");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aNulIsPoisonAndTheReasonSaysWhyWithoutTheValue() throws IOException {
    assertThat(failure("secret\0"))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(
            End.POISON,
            "the database says SQLState 22021 (a text has a character that it cannot hold, such as"
                + " NUL)");
  }

  @Test
  void aTextThatIsTooLongIsPoison() throws IOException {
    assertThat(failure("secret".repeat(2)))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(End.POISON, "the database says SQLState 22001");
  }

  private static Failure failure(String note) throws IOException {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("ds", server.getPostgresDatabase());
      camel.start();
      Exchange exchange =
          camel
              .createProducerTemplate()
              .send(
                  "sql:insert into t values (:#${body.fields[note]})?dataSource=#ds",
                  e -> e.getMessage().setBody(event(note)));
      return FailureClassifier.failure(exchange.getException());
    }
  }

  private static Event event(String note) {
    Event example = ExampleEvents.named("profile update");
    return Event.of(
            Action.UPDATE,
            Subject.PROFILE,
            Origin.WEBHOOK,
            example.getId(),
            example.getAccount(),
            example.getSignedAt(),
            example.getReceivedAt())
        .profile(1L)
        .fields(Map.of("note", note))
        .build();
  }
}
