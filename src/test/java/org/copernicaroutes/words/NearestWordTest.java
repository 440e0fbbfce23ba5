package org.copernicaroutes.words;

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

  @Test
  void aWordInAnotherCaseIsTheNearest() {
    assertThat(NearestWord.clause("E_MAIL", List.of("name", "e_mail")))
        .isEqualTo("; did you mean `e_mail`?");
  }
}
