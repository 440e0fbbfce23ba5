package org.copernicaroutes.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened and how it was told: decided by {@code type}, else {@code action} (2.10, no. 1).
 */
record Occurrence(Action action, Origin origin) {

  static Occurrence take(Variables variables, Hints hints) throws UnreadableBody {
    String type = variables.takeSingle("type");
    Occurrence said = type == null ? ofAction(variables, hints) : ofType(type, variables);
    return said.agreedWith(hints.trigger(), variables);
  }

  private static Occurrence ofType(String type, Variables variables) throws UnreadableBody {
    Action action =
        Action.of(type)
            .orElseThrow(() -> new UnreadableBody("its `type` is none that Copernica documents"));
    if (action.changesData()) {
      String other = variables.takeSingle("action");
      if (other != null && !other.equals(type)) {
        throw new UnreadableBody("its `type` and `action` contradict each other");
      }
    }
    return new Occurrence(action, Origin.WEBHOOK);
  }

  /** In mail events `action` means something else, so only the three data actions count. */
  private static Occurrence ofAction(Variables variables, Hints hints) throws UnreadableBody {
    String text = variables.has("action") ? variables.takeSingle("action") : null;
    Optional<Action> action =
        Optional.ofNullable(text).flatMap(Action::of).filter(Action::changesData);
    if (action.isPresent()) {
      return new Occurrence(action.get(), Origin.CALLBACK);
    }
    if (text != null) {
      variables.keep("action", text);
    }
    return ofTrigger(hints.trigger(), variables);
  }

  private static Occurrence ofTrigger(@Nullable Action trigger, Variables variables)
      throws UnreadableBody {
    if (trigger == null) {
      throw new UnreadableBody(
          "it has no `type`, no `action` of create, update or delete, and the registered URL"
              + " names no trigger (if this was Copernica's test button: the call arrived and is"
              + " genuine)");
    }
    return new Occurrence(trigger, trigger.changesData() ? Origin.CALLBACK : Origin.WEBHOOK);
  }

  /** One documented page has deliveries typed `open`; an open would have an `ip` (no. 10). */
  private Occurrence agreedWith(@Nullable Action trigger, Variables variables)
      throws UnreadableBody {
    if (trigger == null || trigger == action || action == Action.TEST) {
      return this;
    }
    if (trigger == Action.DELIVERY && action == Action.OPEN && !variables.has("ip")) {
      variables.flag(Flag.DELIVERY_TYPED_OPEN);
      return new Occurrence(Action.DELIVERY, origin);
    }
    throw new UnreadableBody(
        "it is of type " + action.text() + ", the registered URL says trigger=" + trigger.text());
  }
}
