package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepNameTest {

  @Test
  void isTheRouteAndWhichUseOfTheKamelet() {
    assertThat(new StepName("email-alert", 1)).hasToString("email-alert");
    assertThat(new StepName("email-alert", 2)).hasToString("email-alert~2");
  }

  @Test
  void noTwoRoutesShareOne() {
    assertThat(new StepName("a~2", 1)).hasToString("a%7E2");
  }

  @Test
  void holdsNothingThatMayNotStandInAMessageId() {
    assertThat(new StepName("é <a>.b@c", 1)).hasToString("%C3%A9+%3Ca%3E%2Eb%40c");
  }
}
