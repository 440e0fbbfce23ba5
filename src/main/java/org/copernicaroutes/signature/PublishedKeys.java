package org.copernicaroutes.signature;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys in the TXT records of one name, at most three.
 *
 * @param revoked whether a record takes its key back
 * @param whyNone said where there is no key
 */
record PublishedKeys(List<DkimKey> keys, boolean revoked, String whyNone) {

  static PublishedKeys in(List<String> texts) {
    List<DkimKey> keys = new ArrayList<>();
    boolean revoked = false;
    String whyNone = "none of its TXT records is a DKIM key";
    for (String text : texts) {
      DkimRecord record = DkimRecord.parse(text);
      if (record instanceof DkimRecord.Published published && keys.size() < KnownKeys.MOST_KEYS) {
        keys.add(published.key());
      } else if (record instanceof DkimRecord.Revoked) {
        revoked = true;
        whyNone = "the key is revoked";
      } else if (record instanceof DkimRecord.Unusable unusable && !revoked) {
        whyNone = unusable.why();
      }
    }
    return new PublishedKeys(List.copyOf(keys), revoked, whyNone);
  }
}
