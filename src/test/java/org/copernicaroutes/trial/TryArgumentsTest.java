package org.copernicaroutes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.copernicaroutes.event.ExampleBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that are answered before anything starts. */
class TryArgumentsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return TryCommand.run(
        Object.class, args, InputStream.nullInputStream(), print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--event                       | --event needs a value.",
        "--event no-such-file          | --event: the file no-such-file cannot be read.",
        "--event a --example b         | --event and --example: name one of the two.",
        "--exmaple create-profile      | --exmaple is no option of try. Did you mean --example?",
        "--evnt=a                      | --evnt is no option of try. Did you mean --event?",
        "--format=xml                  | --format is text or json, not `xml`.",
        "--table=people                | --table is no option of try. There are --content-type, --event,",
        "create-profile                | `create-profile` is no option of try:",
        "--example creat-profile       | There is no example `creat-profile`; did you mean `create-profile`?",
      })
  void whatIsNotUnderstoodIsSaidInASentenceAndTriesNothing(String line, String sentence) {
    assertThat(run(("try " + line.strip()).split(" +"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(sentence).contains("usage: try");
    assertThat(out.size()).isZero();
  }

  @Test
  void allExamplesAreListed() {
    assertThat(run("try", "--example", "list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactlyElementsOf(ExampleBodies.all().keySet());
  }
}
