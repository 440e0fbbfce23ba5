package org.copernicaroutes.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the registered URL says for bodies that do not: {@code
 * ?database=7&collection=3&trigger=delivery}. The signature covers the query, so it is as true as
 * the body.
 */
record Hints(@Nullable Long database, @Nullable Long collection, @Nullable Action trigger) {

  private static final Hints NONE = new Hints(null, null, null);

  /** Hints that cannot be read are flagged on the event and left out. */
  static Hints of(String target, FormDecoder decoder, Variables body) {
    int mark = target.indexOf('?');
    if (mark < 0) {
      return NONE;
    }
    try {
      Variables query = decoder.decode(target.substring(mark + 1));
      return new Hints(
          id(query, "database", body), id(query, "collection", body), trigger(query, body));
    } catch (UnreadableBody e) {
      body.flag(Flag.BAD_HINT);
      return NONE;
    }
  }

  private static @Nullable Long id(Variables query, String name, Variables body)
      throws UnreadableBody {
    String text = query.takeSingle(name);
    Long id = text == null ? null : Ids.parse(text);
    if (text != null && id == null) {
      body.flag(Flag.BAD_HINT);
    }
    return id;
  }

  private static @Nullable Action trigger(Variables query, Variables body) throws UnreadableBody {
    String text = query.takeSingle("trigger");
    Optional<Action> action = text == null ? Optional.empty() : Action.of(text);
    if (text != null && action.isEmpty()) {
      body.flag(Flag.BAD_HINT);
    }
    return action.orElse(null);
  }
}
