package org.copernicaroutes.alert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.copernicaroutes.alert.Digest.Kind;
import org.copernicaroutes.alert.Digest.Shown;
import org.copernicaroutes.event.ExampleEvents;
import org.jspecify.annotations.Nullable;

/**
 * A digest under the names that its templates use. Inside a section over {@code events} each has
 * the names of {@link EventNames}.
 *
 * @param more how many alerts are not among the events; empty for none
 */
record DigestNames(
    long alerts,
    Instant first,
    Instant last,
    List<KindNames> kinds,
    List<EventNames> events,
    Object more) {

  /** What was not said is empty. */
  record KindNames(long alerts, String action, String subject, Object database, Object collection) {

    private static KindNames of(Kind kind) {
      return new KindNames(
          kind.alerts(),
          kind.action(),
          kind.subject(),
          orEmpty(kind.database()),
          orEmpty(kind.collection()));
    }

    private static Object orEmpty(@Nullable Long value) {
      return Objects.requireNonNullElse(value, "");
    }
  }

  static DigestNames of(Digest digest) {
    long more = digest.alerts() - digest.shown().size();
    return new DigestNames(
        digest.alerts(),
        digest.first(),
        digest.last(),
        digest.kinds().stream().map(KindNames::of).toList(),
        digest.shown().stream().map(Shown::read).map(EventNames::new).toList(),
        more == 0 ? "" : more);
  }

  /** What a template is tried on: every kind of event, all shown and none shown. */
  static List<DigestNames> examples() {
    List<Digest> all = ExampleEvents.all().values().stream().map(e -> Digest.of(e, "")).toList();
    return List.of(
        of(new Digesting(all.size(), Long.MAX_VALUE).merge(all)),
        of(new Digesting(0, 0).merge(all)));
  }
}
