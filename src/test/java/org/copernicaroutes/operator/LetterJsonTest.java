package org.copernicaroutes.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.copernicaroutes.inbox.DeadLetter;
import org.copernicaroutes.inbox.LetterPage;
import org.junit.jupiter.api.Test;

class LetterJsonTest {

  /** As docs/email-alerts.md allows: a subject that names somebody. */
  private static final DeadLetter DIGEST =
      new DeadLetter(
          "1",
          Map.of(),
          """
          {"alerts":2,"id":"e1","subject":"Ann Bee has moved","first":"2026-01-02T09:00:00Z",
           "last":"2026-01-02T09:00:01Z",
           "kinds":[{"action":"update","subject":"profile","database":7,"collection":null,"alerts":2}],
           "shown":[{"at":"2026-01-02T09:00:00Z","id":"e1","event":"{\\"fields\\":{\\"name\\":\\"Ann\\"}}"}]}""",
          Instant.EPOCH,
          null);

  @Test
  void masksTheSubjectOfTheMailThatADigestIs() {
    JsonNode letter = LetterJson.whole(DIGEST, false);

    assertThat(letter.path("content").path("subject").asText()).isEqualTo(Masked.VALUE);
    assertThat(letter.path("content").path("kinds").get(0).path("subject").asText())
        .isEqualTo("profile");
    assertThat(letter.toString()).doesNotContain("Ann");
  }

  @Test
  void listsADigestWithoutTheSubjectOfItsMail() {
    LetterPage page = new LetterPage(List.of(DIGEST), null);

    JsonNode letter = LetterJson.page(page).path("letters").get(0);
    assertThat(letter.path("subject").isNull()).isTrue();
    assertThat(letter.toString()).doesNotContain("Ann");
  }
}
