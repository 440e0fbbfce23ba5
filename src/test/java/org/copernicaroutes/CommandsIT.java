package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.copernicaroutes.support.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the packaged jar, as a team's own CI and an editor's user call them. */
class CommandsIT {

  @TempDir Path folder;

  private static CommandRun jar(String... args) throws IOException, InterruptedException {
    return CommandRun.ofJar(Path.of(""), args);
  }

  @Test
  void checkSaysNothingOfTheSamples() throws Exception {
    CommandRun outcome = jar("check", "routes", "--format=json");

    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.get("good").asBoolean()).isTrue();
    assertThat(report.get("files")).hasSize(4);
    assertThat(report.get("problems")).isEmpty();
    assertThat(outcome.code()).isZero();
  }

  @Test
  void checkSaysWhatIsWrongAndWhereToMachines() throws Exception {
    String sample = Files.readString(Path.of("routes", "email-alert.camel.yaml"));
    Path file = folder.resolve("email-alert.camel.yaml");
    Files.writeString(file, sample.replace(" subject: ", " subjct: "));

    CommandRun outcome = jar("check", folder.toString(), "--format=json");

    JsonNode problems = new ObjectMapper().readTree(outcome.out()).get("problems");
    int line =
        (int) Files.readAllLines(file).stream().takeWhile(l -> !l.contains("subjct")).count() + 1;
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.get("file").asText()).isEqualTo(file.toString());
              assertThat(problem.get("line").asInt()).isEqualTo(line);
              assertThat(problem.get("column").asInt()).isEqualTo(15);
              assertThat(problem.get("severity").asText()).isEqualTo("error");
              assertThat(problem.get("code").asText()).isEqualTo("unknown-option");
              assertThat(problem.get("message").asText())
                  .isEqualTo("unknown option `subjct` of email-alert-sink");
              assertThat(problem.get("hint").asText()).isEqualTo("did you mean `subject`?");
            });
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void tryTellsWhatTheDocumentShows() throws Exception {
    CommandRun outcome =
        jar("try", "--example", "create-profile", "--spring.datasource.url=jdbc:h2:mem:none");

    assertThat(Files.readString(Path.of("docs", "trying.md")))
        .contains(outcome.out().replace("jdbc:h2:mem:none", "jdbc:h2:file:./data/crm"));
    assertThat(outcome.code()).isZero();
  }

  @Test
  void schemaIsTheFileBesideTheSamples() throws Exception {
    CommandRun outcome = jar("schema");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo(Files.readString(Path.of("routes", "schema.json")));
  }

  @Test
  void versionIsThatOfTheJar() throws Exception {
    assertThat(jar("--version").out()).matches("copernica-routes \\d+\\.\\d+\\.\\d+.*\\R");
  }

  @Test
  void aWordThatIsNoCommandStartsNothing() throws Exception {
    assertThat(jar("chekc").code()).isEqualTo(2);
  }
}
