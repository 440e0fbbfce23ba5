package org.copernicaroutes.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of sending a list of requests.
 *
 * @param ids of the events that were answered 200
 * @param refused how many were answered anything else
 * @param micros from the moment a request was due to the end of its answer
 */
record Outcome(List<String> ids, int refused, double seconds, Histogram micros) {

  double rate() {
    return (ids.size() + refused) / seconds;
  }

  Outcome requireAllStored(String by) {
    if (refused > 0) {
      throw new IllegalStateException(by + " answered " + refused + " requests otherwise than 200");
    }
    return this;
  }
}
