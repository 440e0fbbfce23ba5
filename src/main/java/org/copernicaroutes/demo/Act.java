package org.copernicaroutes.demo;

import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Copernica says, as data.
 *
 * @param says the end of the sentence "Copernica says: …"
 * @param profile the profile that this is about; null for a message
 * @param said the variables of the webhook, all but the times
 * @param expected the onlookers that ought to have something to tell afterwards
 */
record Act(
    String says, @Nullable Long profile, Form said, Times times, Set<Onlooker.Name> expected) {

  /** The webhook as it is sent at that moment of Copernica's zone. */
  Form at(ZonedDateTime now) {
    return times.addTo(said, now);
  }
}
