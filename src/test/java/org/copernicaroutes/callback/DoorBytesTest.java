package org.copernicaroutes.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.copernicaroutes.callback.CapturedRequest.Header;
import org.copernicaroutes.callback.RawClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes off the wire is what the route gets, to the byte, and nothing beside it. */
class DoorBytesTest {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String CHUNKED = "Transfer-Encoding: chunked";

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  static Stream<Arguments> bodies() throws IOException {
    return Stream.of(
        Arguments.of("a plain form", FORM, ascii("action=update&fields[mail]=a%40b.nl")),
        Arguments.of("a pair without =", FORM, ascii("a&b=1")),
        Arguments.of("bad percent-encoding", FORM, ascii("a=%zz&b=%")),
        Arguments.of("bytes that are no text", FORM, new byte[] {'a', '=', -1, -2, 0, 10}),
        Arguments.of("no content type", "X-None: 1", ascii("a=1")),
        Arguments.of("a bogus charset", FORM + "; charset=bogus", ascii("a=1")),
        Arguments.of("no such content type", "Content-Type: ;;/", ascii("a=1")),
        Arguments.of(
            "multipart",
            "Content-Type: multipart/form-data; boundary=x",
            ascii("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n")),
        Arguments.of("gzip, which stays packed", "Content-Encoding: gzip", gzip("a=1&b=2")),
        Arguments.of("nothing", FORM, new byte[0]),
        Arguments.of("one step exactly", FORM, random(ArrivingBody.STEP)),
        Arguments.of("one step and a byte", FORM, random(ArrivingBody.STEP + 1)),
        Arguments.of("a megabyte", FORM, random(1 << 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void bytesAreHandedOverAsTheyCame(String name, String header, byte[] body) throws IOException {
    try (RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH, body, header).reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().body()).isEqualTo(body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void chunksAreJoinedAndNothingElse(String name, String header, byte[] body) throws IOException {
    try (RawClient client = door.connect()) {
      client.head("POST /copernica/callback HTTP/1.1", "Host: h", header, CHUNKED);
      for (int from = 0; from < body.length; from += 5_000) {
        int to = Math.min(body.length, from + 5_000);
        client.send(Integer.toHexString(to - from) + "\r\n");
        client.send(java.util.Arrays.copyOfRange(body, from, to)).send("\r\n");
      }
      client.send("0\r\n\r\n");
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().body()).isEqualTo(body);
  }

  @Test
  void aSenderThatAsksFirstIsToldToContinue() throws IOException {
    try (RawClient client = door.connect()) {
      client.head(
          "POST /copernica/callback HTTP/1.1",
          "Host: h",
          "Expect: 100-continue",
          "Content-Length: 3");
      assertThat(client.reply().status()).isEqualTo(100);
      assertThat(client.send("a=1").reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().body()).isEqualTo(ascii("a=1"));
  }

  @Test
  void twoRequestsInOnePacketAreTwo() throws IOException {
    try (RawClient client = door.connect()) {
      String one = "POST /copernica/callback HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n";
      client.send(one + "a=1" + one + "b=2");
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().body()).isEqualTo(ascii("b=2"));
  }

  @Test
  void repeatedHeadersAreKeptInOrder() throws IOException {
    try (RawClient client = door.connect()) {
      client
          .post(TestDoor.PATH, ascii("x"), "X-Dup: one", "Y: 1", "X-Dup: two, three", "x-dup: é")
          .reply();
    }
    assertThat(door.check().last().values("X-Dup")).containsExactly("one", "two, three", "é");
    assertThat(door.check().last().headers())
        .map(Header::name)
        .map(String::toLowerCase)
        .containsOnlyOnce("y", "host", "content-length");
  }

  @Test
  void aSignatureOfEightKibibytesPasses() throws IOException {
    String signature = "s".repeat(8 * 1024);
    try (RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH, ascii("x"), "Signature: " + signature).reply().status())
          .isEqualTo(200);
    }
    assertThat(door.check().last().values("Signature")).containsExactly(signature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?database=7&collection=3&trigger=delivery",
        "?fields[mail]=1",
        "?a={b}|c\\d^e`f\"<g>",
        "?z=%zz&b=%5B%5d",
        "?a=%2520+b;c=1&&a=2?/..//",
      })
  void theTargetIsHandedOverAsItStands(String query) throws IOException {
    try (RawClient client = door.connect()) {
      assertThat(client.post(TestDoor.PATH + query, ascii("x")).reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().target()).isEqualTo(TestDoor.PATH + query);
    assertThat(door.check().last().method()).isEqualTo("POST");
  }

  @Test
  void theTargetOfAnAbsoluteRequestLineIsItsPathAndQuery() throws IOException {
    try (RawClient client = door.connect()) {
      client.post("http://hooks.example.com/copernica/callback?a=1", ascii("x"));
      assertThat(client.reply().status()).isEqualTo(200);
    }
    assertThat(door.check().last().target()).isEqualTo("/copernica/callback?a=1");
  }

  @Test
  void nothingOfTheRequestIsInTheMessageOrTheAnswer() throws IOException {
    Reply reply;
    try (RawClient client = door.connect()) {
      client.post(
          TestDoor.PATH + "?to=evil@example.com&CamelHttpResponseCode=299",
          ascii("Location=http://evil&Set-Cookie=q&CamelFileName=evil"),
          FORM,
          "Authorization: Bearer evil",
          "Cookie: evil=1",
          "CamelHttpResponseCode: 299",
          "Subject: evil");
      reply = client.reply();
    }
    assertThat(door.check().lastHeaders()).isEmpty();
    assertThat(door.check().lastProperties().toString()).doesNotContain("evil", "299");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"id\":\"" + StandInInbox.ID + "\"}");
    assertThat(reply.headers())
        .map(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrder("Content-Type", "Content-Length", "Date");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }
}
