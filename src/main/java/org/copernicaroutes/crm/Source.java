package org.copernicaroutes.crm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.words.NearestWord;
import org.jspecify.annotations.Nullable;

/** Where the value of a column comes from. */
sealed interface Source {

  /** False: this event makes no statement, and the column is left as it is. */
  boolean saidBy(Event event);

  /** Text, Boolean, Long, LocalDateTime, OffsetDateTime or a map of texts or booleans. */
  @Nullable Object in(Event event);

  /** In words, for the log. */
  String inWords();

  /** Whether it is the same in all events about a row, so that it may be part of the row's key. */
  default boolean staysTheSame() {
    return false;
  }

  /** Whether its value is a map, which becomes JSON. */
  default boolean isMap() {
    return false;
  }

  record Field(String name) implements Source {
    @Override
    public boolean saidBy(Event event) {
      return event.getFields().containsKey(name);
    }

    @Override
    public @Nullable Object in(Event event) {
      return event.getFields().get(name);
    }

    @Override
    public String inWords() {
      return "field " + name;
    }
  }

  /**
   * A field whose column is emptied where the field is missing. An event without any fields makes
   * no statement about them.
   */
  record FieldOrNull(String name) implements Source {
    @Override
    public boolean saidBy(Event event) {
      return !event.getFields().isEmpty();
    }

    @Override
    public @Nullable Object in(Event event) {
      return event.getFields().get(name);
    }

    @Override
    public String inWords() {
      return "field " + name + " or null";
    }
  }

  /** An interest that a sent list leaves out is off. */
  record Interest(String name) implements Source {
    @Override
    public boolean saidBy(Event event) {
      return event.interestsSent();
    }

    @Override
    public Object in(Event event) {
      return event.getInterests().getOrDefault(name, false);
    }

    @Override
    public String inWords() {
      return "interest " + name;
    }
  }

  record Literal(String text) implements Source {
    @Override
    public boolean saidBy(Event event) {
      return true;
    }

    @Override
    public Object in(Event event) {
      return text;
    }

    @Override
    public boolean staysTheSame() {
      return true;
    }

    @Override
    public String inWords() {
      return "the text '" + text + "'";
    }
  }

  /** A property of the event itself, under the name it has in routes. */
  record Property(String name) implements Source {

    private static final Set<String> MAPS =
        Set.of("fields", "parameters", "old", "interests", "extra");

    private static final Map<String, Function<Event, @Nullable Object>> KNOWN = known();

    private static Map<String, Function<Event, @Nullable Object>> known() {
      Map<String, Function<Event, @Nullable Object>> known = new LinkedHashMap<>();
      known.put("profile", Event::getProfile);
      known.put("subprofile", Event::getSubprofile);
      known.put("created", Event::getCreated);
      known.put("modified", Event::getModified);
      known.put("timestamp", Event::getTimestamp);
      known.put("time", Event::getTime);
      known.put("receivedAt", Event::getReceivedAt);
      known.put("account", Event::getAccount);
      known.put("database", Event::getDatabase);
      known.put("collection", Event::getCollection);
      known.put("action", Event::getAction);
      known.put("subject", Event::getSubject);
      known.put("origin", Event::getOrigin);
      known.put("id", Event::getId);
      known.put("fields", event -> said(event.getFields()));
      known.put("parameters", event -> said(event.getParameters()));
      known.put("old", event -> said(event.getOld()));
      known.put("interests", event -> event.interestsSent() ? event.getInterests() : null);
      known.put("extra", event -> said(event.getExtra()));
      return known;
    }

    /** An empty one says nothing; only of interests we know whether they were sent. */
    private static @Nullable Map<String, ?> said(Map<String, ?> map) {
      return map.isEmpty() ? null : map;
    }

    /** A profile stays in its database, and a subprofile with its profile. */
    private static final Set<String> LASTING =
        Set.of("account", "database", "collection", "profile", "subject");

    static Set<String> names() {
      return KNOWN.keySet();
    }

    public Property {
      if (!KNOWN.containsKey(name)) {
        throw new IllegalArgumentException(
            "unknown `@" + name + "`" + NearestWord.endAndAll(name, names()));
      }
    }

    @Override
    public boolean saidBy(Event event) {
      return in(event) != null;
    }

    @Override
    public @Nullable Object in(Event event) {
      return KNOWN.get(name).apply(event);
    }

    @Override
    public boolean staysTheSame() {
      return LASTING.contains(name);
    }

    @Override
    public boolean isMap() {
      return MAPS.contains(name);
    }

    @Override
    public String inWords() {
      return "the event's " + name;
    }
  }
}
