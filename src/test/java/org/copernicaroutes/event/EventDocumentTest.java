package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/event.md says what the code does. */
class EventDocumentTest {

  private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

  static List<String> examples() throws IOException {
    return EXAMPLE.matcher(document()).results().map((MatchResult m) -> m.group(1)).toList();
  }

  @Test
  void hasThreeExamples() throws IOException {
    assertThat(examples()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsExamplesAreWhatWouldBeWritten(String example) throws IOException {
    EventJson json = new EventJson();
    ObjectMapper mapper = new ObjectMapper();
    assertThat(json.write(json.read(example))).isEqualTo(mapper.readTree(example).toString());
  }

  @ParameterizedTest
  @EnumSource(Flag.class)
  void explainsEveryFlag(Flag flag) throws IOException {
    assertThat(document()).contains("\n| `" + flag.text() + "` | ");
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/event.md"));
  }
}
