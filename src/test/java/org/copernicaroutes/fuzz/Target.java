package org.copernicaroutes.fuzz;

import java.nio.file.Path;
import java.util.Locale;
import org.copernicaroutes.event.EventJsonFuzz;
import org.copernicaroutes.event.FormFuzz;
import org.copernicaroutes.event.JsonFuzz;
import org.copernicaroutes.event.XmlFuzz;
import org.copernicaroutes.signature.DigestFuzz;
import org.copernicaroutes.signature.DkimRecordFuzz;
import org.copernicaroutes.signature.SignatureHeaderFuzz;

/** What reads a stranger's bytes, and the inputs to begin with. */
enum Target {
  SIGNATURE_HEADER(SignatureHeaderFuzz::fuzzerTestOneInput, SignatureHeaderFuzz.class),
  DIGEST(DigestFuzz::fuzzerTestOneInput, DigestFuzz.class),
  DKIM_RECORD(DkimRecordFuzz::fuzzerTestOneInput, DkimRecordFuzz.class),
  FORM(FormFuzz::fuzzerTestOneInput, FormFuzz.class),
  JSON(JsonFuzz::fuzzerTestOneInput, JsonFuzz.class),
  XML(XmlFuzz::fuzzerTestOneInput, XmlFuzz.class),
  EVENT_JSON(EventJsonFuzz::fuzzerTestOneInput, EventJsonFuzz.class);

  interface Test {
    void of(byte[] input);
  }

  private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");

  private final Test test;
  private final Class<?> type;

  Target(Test test, Class<?> type) {
    this.test = test;
    this.type = type;
  }

  Test test() {
    return test;
  }

  Class<?> type() {
    return type;
  }

  /** As docs, folders and {@code -Dfuzz} have it: {@code signature-header}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Path seeds() {
    return SEEDS.resolve(text());
  }
}
