package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {

  private static final LocalDateTime CREATED = LocalDateTime.of(2025, 3, 4, 5, 6, 7);
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2025, 3, 4, 5, 6, 9, 0, ZoneId.of("Europe/Amsterdam"));

  private final List<String> bodies =
      Examples.all(CREATED).stream().map(act -> act.at(NOW).encoded()).toList();

  @Test
  void encodesTheExampleOfAProfileThatWasCreated() {
    assertThat(bodies.get(0))
        .isEqualTo(
            "type=create&profile=123&id=123&database=7"
                + "&parameters%5Bname%5D=Johanna&parameters%5Bmail%5D=johanna%40example.com"
                + "&parameters%5Bcity%5D=Amsterdam&parameters%5Bnews%5D=1"
                + "&fields%5Bname%5D=Johanna&fields%5Bmail%5D=johanna%40example.com"
                + "&fields%5Bcity%5D=Amsterdam&interests%5Bnews%5D=1"
                + "&timestamp=2025-03-04+05%3A06%3A09"
                + "&created=2025-03-04+05%3A06%3A07&modified=2025-03-04+05%3A06%3A09");
  }

  @Test
  void encodesTheExampleOfAProfileThatWasUpdatedWithTheTouchedFieldsAsParameters() {
    assertThat(bodies.get(1))
        .isEqualTo(
            "type=update&profile=123&id=123&database=7"
                + "&parameters%5Bcity%5D=Utrecht&parameters%5Bnews%5D=0"
                + "&fields%5Bname%5D=Johanna&fields%5Bmail%5D=johanna%40example.com"
                + "&fields%5Bcity%5D=Utrecht&interests%5Bnews%5D=0"
                + "&timestamp=2025-03-04+05%3A06%3A09"
                + "&created=2025-03-04+05%3A06%3A07&modified=2025-03-04+05%3A06%3A09");
  }

  @Test
  void encodesTheExampleOfASubprofileThatWasCreatedWithItsMisleadingId() {
    assertThat(bodies.get(2))
        .isEqualTo(
            "type=create&subprofile=123&id=12&profile=123&database=7&collection=3"
                + "&parameters%5Bproduct%5D=bicycle&parameters%5Bamount%5D=899.00"
                + "&fields%5Bproduct%5D=bicycle&fields%5Bamount%5D=899.00"
                + "&timestamp=2025-03-04+05%3A06%3A09"
                + "&created=2025-03-04+05%3A06%3A07&modified=2025-03-04+05%3A06%3A09");
  }

  @Test
  void encodesTheExampleOfASubprofileThatWasUpdated() {
    assertThat(bodies.get(3))
        .isEqualTo(
            "type=update&subprofile=123&id=12&profile=123&database=7&collection=3"
                + "&parameters%5Bamount%5D=949.00"
                + "&fields%5Bproduct%5D=bicycle&fields%5Bamount%5D=949.00"
                + "&timestamp=2025-03-04+05%3A06%3A09"
                + "&created=2025-03-04+05%3A06%3A07&modified=2025-03-04+05%3A06%3A09");
  }

  @Test
  void encodesTheExamplesOfDeletesWithoutFieldsAndTheSubprofilesWithoutADatabase() {
    assertThat(List.of(bodies.get(4), bodies.get(6)))
        .containsExactly(
            "type=delete&subprofile=123&profile=123&collection=3&timestamp=2025-03-04+05%3A06%3A09",
            "type=delete&profile=123&database=7&timestamp=2025-03-04+05%3A06%3A09");
  }

  @Test
  void encodesTheExampleOfAClickWithItsMomentInBothNotations() {
    assertThat(bodies.get(5))
        .isEqualTo(
            "id=h7Kq2&type=click&recipient=johanna%40example.com&ip=192.0.2.7"
                + "&original=https%3A%2F%2Fwww.example.com%2Fbicycles"
                + "&timestamp=2025-03-04+05%3A06%3A09&time=1741061169");
  }

  @Test
  void encodesAccentsAsUtf8AndEscapesWhatWouldSplitAVariable() {
    Form form = Form.empty().with("fields", Form.pairs("first name", "Zo\u00eb & co = 100%"));

    assertThat(form.encoded()).isEqualTo("fields%5Bfirst+name%5D=Zo%C3%AB+%26+co+%3D+100%25");
  }
}
