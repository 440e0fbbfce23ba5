package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleBodiesTest {

  static Stream<String> names() {
    return ExampleBodies.all().keySet().stream();
  }

  @Test
  void thereIsOneForEachActionAndSubjectThatCanOccur() {
    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            ExampleEvents.all().values().stream()
                .map(event -> event.getAction() + "-" + event.getSubject())
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsReadAsWhatItsNameSaysAndNothingOfItIsOdd(String name) {
    Event event = Requests.event(ExampleBodies.all().get(name));

    assertThat(event.getAction() + "-" + event.getSubject()).isEqualTo(name);
    assertThat(event.getFlags()).isEmpty();
  }
}
