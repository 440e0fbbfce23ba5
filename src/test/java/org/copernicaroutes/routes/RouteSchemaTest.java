package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.inbox.DestinationEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What editors are told of route files, read by a validator as an editor does. */
class RouteSchemaTest {

  private static final String MADE =
      new RouteSchema(new KameletCatalog("file:src/main/resources/kamelets")).toText();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(MADE, InputFormat.JSON);

  private static List<String> complaints(String yaml) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(new ObjectMapper().<JsonNode>valueToTree(read)).stream()
        .map(Error::toString)
        .toList();
  }

  /** Make it anew with: java -jar target/copernica-routes.jar schema > routes/schema.json */
  @Test
  void theFileBesideTheSamplesIsWhatTheKameletsAndRulesOfThisVersionSay() throws IOException {
    assertThat(Files.readString(Path.of("routes/schema.json"))).isEqualTo(MADE);
  }

  static List<RouteText> samples() {
    return SampleFilesTest.written();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleNamesTheSchemaInItsFirstLineAndIsValid(RouteText sample) {
    assertThat(sample.text()).startsWith("# yaml-language-server: $schema=schema.json\n");
    assertThat(complaints(sample.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.copernicaroutes.routes.SampleFilesTest#examples")
  void anExampleOfTheDocumentsIsValid(String steps) {
    assertThat(complaints(Yaml.route("a", steps))).isEmpty();
  }

  static Stream<String> spoiled() {
    String alert = "kamelet:email-alert-sink";
    String parameters = "    parameters:\n      to: a\n      from: b\n      subject: c\n";
    String forward = Yaml.to("kamelet:http-forward-sink") + "    parameters:\n      url: u\n";
    return Stream.of(
        "- setBodyy:\n    simple: x",
        "- setBody:\n    groovy: x",
        "- toD:\n    uri: x",
        "- wireTap:\n    uri: x",
        "- log:\n    mesage: x",
        Yaml.to("seda:x"),
        Yaml.to("kamelet:email-alert-snik") + parameters,
        Yaml.to(alert),
        Yaml.to(alert) + parameters.replace("subject", "subjct"),
        Yaml.to(alert) + parameters.replace("to: a", "to: \"${body.fields[mail]}\""),
        forward + "      format: jsn",
        forward + "      secret: whsec_abc");
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void aSpoiledStepIsNot(String steps) {
    assertThat(complaints(Yaml.route("a", Yaml.log("x")))).isEmpty();
    assertThat(complaints(Yaml.route("a", steps))).isNotEmpty();
  }

  @Test
  void takesFromTheRouterAndFromDestinationsAlone() {
    assertThat(complaints(Yaml.from("direct:router", "router", Yaml.log("x")))).isEmpty();
    assertThat(complaints(Yaml.from("timer:x", "a", Yaml.log("x")))).isNotEmpty();
    String batch =
        Yaml.route("a", Yaml.log("x"))
            .replace("      steps:", "      parameters:\n        batch: 0\n      steps:");
    assertThat(complaints(batch)).isNotEmpty();
    assertThat(complaints(batch.replace("batch: 0", "batch: 10"))).isEmpty();
    assertThat(complaints(batch.replace("batch: 0", "bathc: 10"))).isNotEmpty();
  }

  @Test
  void knowsTheOptionsThatTheComponentHas() {
    assertThat(KnownNames.OPTIONS_OF_DESTINATION)
        .allSatisfy(
            option ->
                assertThat(DestinationEndpoint.class.getMethods())
                    .extracting(method -> method.getName().toLowerCase(java.util.Locale.ROOT))
                    .contains("set" + option));
  }
}
