package org.copernicaroutes.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/event.md says what the code does. */
class EventDocumentTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```http\\nPOST (?<target>.*)\\nContent-Type: (?<type>.*)\\n\\n(?<body>(?s:.*?))\\n```\\n\\n"
              + "```json\\n(?<json>(?s:.*?))```");

  record Example(String target, String contentType, String body, String json) {

    static Example of(MatchResult found) {
      String body = found.group(3).replace("\n&", "&");
      return new Example(found.group(1), found.group(2), body, found.group(4));
    }

    Event event() {
      return Requests.DECODER.decode(
          Requests.request(target, body.getBytes(UTF_8), true, contentType));
    }

    @Override
    public String toString() {
      return body.lines().findFirst().orElseThrow();
    }
  }

  static List<Example> examples() throws IOException {
    return EXAMPLE.matcher(document()).results().map(Example::of).toList();
  }

  @Test
  void hasAnExampleOfEveryActionOriginAndSubject() throws IOException {
    List<Event> events = examples().stream().map(Example::event).toList();
    assertThat(texts(events, Event::getAction))
        .containsExactlyInAnyOrderElementsOf(texts(List.of(Action.values()), Action::text));
    assertThat(texts(events, Event::getSubject))
        .containsExactlyInAnyOrderElementsOf(texts(List.of(Subject.values()), Subject::text));
    assertThat(texts(events, Event::getOrigin)).containsExactlyInAnyOrder("webhook", "callback");
  }

  private static <T> Set<String> texts(
      List<T> values, java.util.function.Function<T, String> text) {
    return values.stream().map(text).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsExamplesAreWhatWouldBeWritten(Example example) throws IOException {
    assertThat(new EventJson().write(example.event()))
        .isEqualTo(new ObjectMapper().readTree(example.json()).toString());
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
