package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {

  @Test
  void twoSwappedLettersAreOneMistake() {
    assertThat(NearestWord.distance("actoin", "action")).isEqualTo(1);
  }

  @Test
  void aFarWordIsNoHint() {
    assertThat(NearestWord.hint("template", List.of("to", "from"))).isEmpty();
  }

  @Test
  void theNearestIsOffered() {
    assertThat(NearestWord.hint("subjct", List.of("subject", "object")))
        .isEqualTo("did you mean `subject`?");
  }
}
