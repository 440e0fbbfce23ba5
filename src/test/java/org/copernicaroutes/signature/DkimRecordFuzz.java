package org.copernicaroutes.signature;

import static org.copernicaroutes.support.Promise.holds;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Every TXT record is one of the four kinds, and a key in it is a key that we would use. */
public final class DkimRecordFuzz {

  private DkimRecordFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    DkimRecord record = DkimRecord.parse(text);
    holds(record.equals(DkimRecord.parse(text)), "the same record is the same twice");
    if (record instanceof DkimRecord.Published published) {
      check(published);
    } else if (record instanceof DkimRecord.Unusable unusable) {
      holds(unusable.why().chars().noneMatch(Character::isISOControl), "a reason is one line");
    }
    checkPublished(PublishedKeys.in(List.of(text)), record);
  }

  private static void check(DkimRecord.Published published) {
    DkimKey key = published.key();
    holds(key.bits() >= DkimRecord.FEWEST_BITS, "a short key is not used");
    holds(key.key().getPublicExponent().signum() > 0, "a key has an exponent");
    String rendered =
        "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(key.key().getEncoded());
    holds(DkimRecord.parse(rendered).equals(published), "rendered, it is the same key");
  }

  private static void checkPublished(PublishedKeys keys, DkimRecord record) {
    holds(keys.keys().isEmpty() != record instanceof DkimRecord.Published, "keys are published");
    holds(keys.revoked() == record instanceof DkimRecord.Revoked, "revoked is revoked");
  }
}
