package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.copernicaroutes.event.Node.Text;
import org.junit.jupiter.api.Test;

class FormDecoderTest {

  private final FormDecoder decoder = new FormDecoder(new Limits(4, 3, 100));

  @Test
  void takesAsManyVariablesAsTheLimitAndRefusesOneMore() throws UnreadableBody {
    assertThat(decoder.decode("a=1&b=2&&c=3&d=4&").root().children()).hasSize(4);
    assertUnreadable(
        "a=1&b=2&c=3&d=4&e=5", "more than 4 variables (copernica.event.max-variables)");
  }

  @Test
  void countsRepeatedAndNamelessVariablesToo() {
    assertUnreadable("a=1&a=2&=3&=4&a=5", "more than 4 variables");
  }

  @Test
  void takesAsManyLevelsAsTheLimitAndRefusesOneMore() throws UnreadableBody {
    assertThat(decoder.decode("a[b][c][d]=1").extra()).containsEntry("a[b][c][d]", "1");
    assertUnreadable("a[b][c][d][e]=1", "nested deeper than 3 levels (copernica.event.max-depth)");
  }

  @Test
  void takesAsManyBytesAsTheLimitAndRefusesOneMore() throws UnreadableBody {
    assertThat(decoder.decode("a=" + "x".repeat(98)).has("a")).isTrue();
    assertUnreadable("a=" + "x".repeat(99), "it has 101 bytes, the limit is 100");
  }

  @Test
  void namesLongerThanAnyFieldsAreNotComparedWithoutCase() throws UnreadableBody {
    FormDecoder wide = new FormDecoder(new Limits(4, 3, 1000));
    String atLimit = "n".repeat(254);
    assertThat(wide.decode(atLimit + "x=1&" + atLimit + "X=2").flagTexts())
        .containsExactly("similar-names");
    assertThat(wide.decode(atLimit + "xx=1&" + atLimit + "XX=2").flagTexts()).isEmpty();
  }

  @Test
  void bytesThatWindows1252LeavesOpenAreKeptApart() throws UnreadableBody {
    Variables variables = decoder.decode("a=%81%8D%8F%90%9D%80");
    assertThat(variables.takeText("a")).isEqualTo("\u0081\u008D\u008F\u0090\u009D\u20AC");
  }

  @Test
  void everyInvalidByteHasATextOfItsOwn() throws UnreadableBody {
    Set<String> texts =
        IntStream.rangeClosed(0x80, 0xFF)
            .mapToObj(b -> textOf(new byte[] {'a', '=', (byte) b}))
            .collect(Collectors.toSet());
    assertThat(texts).hasSize(128).noneMatch(text -> text.contains("\uFFFD"));
  }

  @Test
  void surrogatesAndOverlongFormsAreNoUtf8() throws UnreadableBody {
    assertThat(decoder.decode("a=%ED%A0%80").flagTexts()).containsExactly("windows-1252");
    assertThat(decoder.decode("a=%C0%80").flagTexts()).containsExactly("windows-1252");
  }

  @Test
  void aReplacementCharacterThatWasSentIsText() throws UnreadableBody {
    Variables variables = decoder.decode("a=%EF%BF%BD");
    assertThat(variables.flagTexts()).isEmpty();
    assertThat(variables.takeText("a")).isEqualTo("\uFFFD");
  }

  @Test
  void theNextItemComesAfterTheLargestIntegerKey() throws UnreadableBody {
    assertThat(decoder.decode("a[7]=x&a[3]=y&a[]=z").extra()).containsEntry("a[8]", "z");
  }

  @Test
  void integersTooLongToCountAreText() throws UnreadableBody {
    assertThat(decoder.decode("a[9999999999999999999]=x&a[]=y").extra()).containsEntry("a[0]", "y");
  }

  @Test
  void aManyTimesLongerBodyOfBracketsIsStillOnePass() throws UnreadableBody {
    FormDecoder wide = new FormDecoder(new Limits(4000, 64, 8_000_000));
    String name = "[".repeat(2_000_000);
    assertThat(wide.decode(name + "=1").flagTexts()).containsExactly("malformed-name");
  }

  private String textOf(byte[] body) {
    try {
      return ((Text) decoder.decode(body).root().children().get("a")).value();
    } catch (UnreadableBody e) {
      throw new AssertionError(new String(body, StandardCharsets.ISO_8859_1), e);
    }
  }

  private void assertUnreadable(String body, String why) {
    assertThatThrownBy(() -> decoder.decode(body))
        .isInstanceOf(UnreadableBody.class)
        .hasMessageContaining(why);
  }
}
