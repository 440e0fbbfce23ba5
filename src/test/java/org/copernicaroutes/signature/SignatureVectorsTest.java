package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that were signed elsewhere: the witness that we read the specification right. */
class SignatureVectorsTest {

  static Stream<Arguments> vectors() throws IOException {
    try (InputStream in =
        SignatureVectorsTest.class.getResourceAsStream("/vectors/signature.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      return StreamSupport.stream(all.spliterator(), false)
          .map(v -> Arguments.of(v.path("name").asText(), v));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void agreesWith(String name, JsonNode vector) throws Exception {
    try (CheckedSignature checked =
        new CheckedSignature(vector.path("account").asText(), vector.path("host").asText())) {
      vector.path("dns").properties().forEach(e -> serve(checked, e.getKey(), e.getValue()));
      Verdict verdict = checked.of(request(vector));
      assertThat(verdict)
          .isInstanceOf(
              vector.path("expect").asText().equals("accept")
                  ? Verdict.Verified.class
                  : Verdict.Refused.class);
    }
  }

  private static void serve(CheckedSignature checked, String name, JsonNode records) {
    List<List<String>> all = new ArrayList<>();
    for (JsonNode record : records) {
      if (record.isArray()) {
        all.add(texts(record));
      } else {
        all.add(split(record.asText()));
      }
    }
    checked.dns.records(name, all);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < text.length(); i += 255) {
      parts.add(text.substring(i, Math.min(text.length(), i + 255)));
    }
    return parts;
  }

  private static List<String> texts(JsonNode strings) {
    return StreamSupport.stream(strings.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static CapturedRequest request(JsonNode vector) {
    List<Header> headers = new ArrayList<>();
    vector
        .path("headers")
        .forEach(h -> headers.add(new Header(h.path(0).asText(), h.path(1).asText())));
    return new CapturedRequest(
        vector.path("method").asText(),
        vector.path("target").asText(),
        headers,
        Base64.getDecoder().decode(vector.path("bodyBase64").asText()),
        Instant.ofEpochSecond(vector.path("now").asLong()));
  }
}
