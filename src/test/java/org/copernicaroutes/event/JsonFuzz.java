package org.copernicaroutes.event;

/** JSON bodies: what holds for every body. */
public final class JsonFuzz {

  private JsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    DecodedBody.check("application/json", data);
  }
}
