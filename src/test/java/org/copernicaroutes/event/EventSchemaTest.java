package org.copernicaroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/event.schema.json describes what is written, by the word of a validator that is not ours.
 */
class EventSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventJson json = new EventJson();
  private final JsonNode document = document();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(document.toString());

  static Stream<Event> events() throws IOException {
    Stream<Event> documented =
        EventDocumentTest.examples().stream().map(EventDocumentTest.Example::event);
    return Stream.concat(documented, ExampleEvents.all().values().stream());
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsAsItSays(Event event) {
    assertThat(errors(json.write(event))).isEmpty();
  }

  @Test
  void itSaysWhichSchemaItIs() {
    assertThat(document.at("/properties/schema/const").asInt()).isEqualTo(EventJson.SCHEMA);
    assertThat(document.get("$id").asText()).endsWith(":" + EventJson.SCHEMA);
  }

  @Test
  void itNamesEveryKeyThatIsWrittenAndNoOther() throws IOException {
    List<String> written = names(example());
    List<String> required = new ArrayList<>();
    document.get("required").forEach(name -> required.add(name.asText()));
    assertThat(names(document.get("properties"))).isEqualTo(written).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema    | 2",
        "id        | 'AB'",
        "action    | 'updated'",
        "account   | null",
        "profile   | '4711'",
        "fields    | {'mail': null}",
        "interests | {'news': '1'}",
        "extra     | []",
        "flags     | {}",
        "modified  | '2025-01-01 00:00:00'",
        "time      | '2025-01-01T00:00:00'",
        "signedAt  | null"
      },
      quoteCharacter = '`')
  void anythingElseIsNotAnEvent(String key, String value) throws IOException {
    ObjectNode event = example();
    event.set(key, JSON.readTree(value.replace('\'', '"')));
    assertThat(errors(event.toString())).isNotEmpty();
    event.remove(key);
    assertThat(errors(event.toString())).isNotEmpty();
  }

  private List<Error> errors(String text) {
    return schema.validate(text, InputFormat.JSON);
  }

  private ObjectNode example() throws IOException {
    return (ObjectNode) JSON.readTree(json.write(ExampleEvents.named("profile update")));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode document() {
    try {
      return JSON.readTree(Files.readString(Path.of("docs/event.schema.json")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
