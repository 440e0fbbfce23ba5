package org.copernicaroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KameletFilesTest {

  static List<Path> kamelets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/kamelets"))) {
      return files.sorted().toList();
    }
  }

  /** Otherwise it would take the value of any setting that happens to have its name. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void everyParameterIsRequiredOrHasADefault(Path kamelet) throws IOException {
    YamlNode definition = definition(YamlNode.parse(Files.readString(kamelet)));
    List<String> required =
        definition.field("required").orElseThrow().items().stream().map(YamlNode::text).toList();
    Map<String, YamlNode> properties = definition.field("properties").orElseThrow().fields();
    assertThat(properties)
        .allSatisfy(
            (name, property) ->
                assertThat(required.contains(name) || property.field("default").isPresent())
                    .isTrue());
  }

  private static YamlNode definition(YamlNode root) {
    return root.field("spec").flatMap(spec -> spec.field("definition")).orElseThrow();
  }
}
