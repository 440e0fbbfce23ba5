package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExampleEventsTest {

  @Test
  void thereIsOneForEachActionAndSubjectThatCanOccur() {
    assertThat(ExampleEvents.all().keySet())
        .hasSize(3 * 2 + 8 * 3)
        .contains(
            "profile create",
            "subprofile delete",
            "message open",
            "profile unsubscribe",
            "subprofile click")
        .doesNotContain("message create");
  }

  @Test
  void eachIsWhatItsNameSays() {
    ExampleEvents.all()
        .forEach((name, e) -> assertThat(name).isEqualTo(e.getSubject() + ' ' + e.getAction()));
  }

  @Test
  void aDeleteMakesNoStatementAboutInterests() {
    assertThat(ExampleEvents.named("profile delete").interestsSent()).isFalse();
  }
}
