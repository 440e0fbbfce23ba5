package org.copernicaroutes.alert;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.jspecify.annotations.Nullable;

/**
 * An event under the names that route files use: {@code body.profile}, {@code body.fields[mail]}.
 *
 * <p>What was not said is empty. A section over one of the maps, {@code {{#body.fields}}}, repeats
 * for each of its entries as {@code name} and {@code value}. A name that no event has is unknown.
 */
record EventNames(Event event) implements Mustache.CustomContext {

  /** One entry of a map, inside a section. */
  record Entry(String name, Object value) {}

  private static final Pattern ENTRY = Pattern.compile("body\\.(\\w+)\\[(.*)]");

  private static final Map<String, Function<Event, @Nullable Object>> VALUES =
      Map.ofEntries(
          Map.entry("body.action", Event::getAction),
          Map.entry("body.subject", Event::getSubject),
          Map.entry("body.origin", Event::getOrigin),
          Map.entry("body.id", Event::getId),
          Map.entry("body.account", Event::getAccount),
          Map.entry("body.database", Event::getDatabase),
          Map.entry("body.collection", Event::getCollection),
          Map.entry("body.profile", Event::getProfile),
          Map.entry("body.subprofile", Event::getSubprofile),
          Map.entry("body.created", Event::getCreated),
          Map.entry("body.modified", Event::getModified),
          Map.entry("body.timestamp", Event::getTimestamp),
          Map.entry("body.time", Event::getTime),
          Map.entry("body.signedAt", Event::getSignedAt),
          Map.entry("body.receivedAt", Event::getReceivedAt));

  private static final Map<String, Function<Event, Map<String, ?>>> MAPS =
      Map.of(
          "fields", Event::getFields,
          "parameters", Event::getParameters,
          "old", Event::getOld,
          "interests", Event::getInterests,
          "extra", Event::getExtra);

  /** What a template is tried on. */
  static List<EventNames> examples() {
    return ExampleEvents.all().values().stream().map(EventNames::new).toList();
  }

  /** All that a template may name outside its sections. */
  static Stream<String> known() {
    return Stream.concat(VALUES.keySet().stream(), MAPS.keySet().stream().map("body."::concat));
  }

  @Override
  public Object get(String name) {
    if (VALUES.containsKey(name)) {
      return orEmpty(VALUES.get(name).apply(event));
    }
    Matcher entry = ENTRY.matcher(name);
    if (entry.matches() && MAPS.containsKey(entry.group(1))) {
      return orEmpty(MAPS.get(entry.group(1)).apply(event).get(entry.group(2)));
    }
    String map = name.startsWith("body.") ? name.substring(5) : "";
    return MAPS.containsKey(map) ? entries(MAPS.get(map).apply(event)) : Template.NO_FETCHER_FOUND;
  }

  private static Object orEmpty(@Nullable Object value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static List<Entry> entries(Map<String, ?> map) {
    return map.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList();
  }
}
