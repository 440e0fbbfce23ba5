package org.copernicaroutes.event;

/** XML bodies: what holds for every body. */
public final class XmlFuzz {

  private XmlFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    DecodedBody.check("application/xml", data);
  }
}
