package org.copernicaroutes.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Copernica says, as data.
 *
 * @param says the end of the sentence "Copernica says: …"
 * @param said the variables of the webhook, all but the times
 * @param created when the row was created; null for a delete, which does not say
 * @param expected the onlookers that ought to have something to tell afterwards
 */
record Act(
    String says, Row row, Form said, @Nullable LocalDateTime created, Set<Onlooker.Name> expected) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** The webhook as it is sent at that moment of Copernica's zone. */
  Form at(LocalDateTime now) {
    Form form = said.with("timestamp", TIME.format(now));
    return created == null
        ? form
        : form.with("created", TIME.format(created)).with("modified", TIME.format(now));
  }
}
