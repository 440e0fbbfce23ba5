package org.copernicaroutes.event;

import org.copernicaroutes.event.Node.Text;
import org.jspecify.annotations.Nullable;

/** Whom an event is about: the row, and where it lives (2.10, no. 2, 6 and 14). */
record Whom(
    Subject subject,
    @Nullable Long database,
    @Nullable Long collection,
    @Nullable Long profile,
    @Nullable Long subprofile) {

  static Whom take(Action action, Variables variables, Hints hints) throws UnreadableBody {
    if (!action.changesData()) {
      return ofMessage(variables, hints);
    }
    return isSubprofile(variables, hints)
        ? ofSubprofile(variables, hints)
        : ofProfile(variables, hints);
  }

  /** A callback registered for a collection may say no more than `id`; the URL then decides. */
  private static boolean isSubprofile(Variables variables, Hints hints) {
    return variables.says("subprofile")
        || variables.says("collection")
        || (hints.collection() != null && !variables.says("profile"));
  }

  private static Whom ofProfile(Variables variables, Hints hints) throws UnreadableBody {
    variables.takeText("collection");
    variables.takeText("subprofile");
    Long database = or(Ids.take(variables, "database"), hints.database());
    Long profile = key(Ids.take(variables, "profile"), variables, "profile");
    return new Whom(Subject.PROFILE, database, null, profile, null);
  }

  private static Whom ofSubprofile(Variables variables, Hints hints) throws UnreadableBody {
    Long database = or(Ids.take(variables, "database"), hints.database());
    Long collection = or(Ids.take(variables, "collection"), hints.collection());
    Long owner = Ids.take(variables, "profile");
    Long subprofile = key(Ids.take(variables, "subprofile"), variables, "subprofile");
    return new Whom(Subject.SUBPROFILE, database, collection, owner, subprofile);
  }

  /** Here `id` is the message's, and any row is a bonus that must not cost us the event. */
  private static Whom ofMessage(Variables variables, Hints hints) {
    Long database = or(Ids.takeOptional(variables, "database"), hints.database());
    Long collection = or(Ids.takeOptional(variables, "collection"), hints.collection());
    Long profile = Ids.takeOptional(variables, "profile");
    Long subprofile = Ids.takeOptional(variables, "subprofile");
    Subject subject =
        subprofile != null
            ? Subject.SUBPROFILE
            : profile != null ? Subject.PROFILE : Subject.MESSAGE;
    return new Whom(subject, database, collection, profile, subprofile);
  }

  /** The key of the row: what is named after it, else `id`, which never overrules it. */
  private static Long key(@Nullable Long named, Variables variables, String name)
      throws UnreadableBody {
    if (named == null) {
      Long id = Ids.take(variables, "id");
      if (id == null) {
        throw new UnreadableBody("it has neither `" + name + "` nor `id`");
      }
      return id;
    }
    String id = variables.takeSingle("id");
    if (id != null && !id.equals(named.toString())) {
      variables.setAside("id", new Text(id), Flag.ID_DIFFERS);
    }
    return named;
  }

  private static @Nullable Long or(@Nullable Long said, @Nullable Long hint) {
    return said != null ? said : hint;
  }
}
