package org.copernicaroutes.signature;

import java.time.Duration;
import java.util.List;

/** What DNS answered when it was asked for the TXT records of a name. */
sealed interface TxtRecords {

  /**
   * @param texts one per record, its character strings joined
   */
  record Found(List<String> texts, Duration ttl) implements TxtRecords {}

  /** DNS is sure that there is nothing. */
  record None(String why) implements TxtRecords {}

  /** No server could say just now. */
  record Unknown(String why) implements TxtRecords {}
}
