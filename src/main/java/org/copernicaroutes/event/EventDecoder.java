package org.copernicaroutes.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.signature.VerifiedRequest;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Event} from every body that Copernica sends (copernica-spec.md 2 and 3). Safe for use
 * by many threads.
 */
public final class EventDecoder {

  private final FormDecoder form;
  private final JsonDecoder json;
  private final XmlDecoder xml;
  private final CopernicaZone zone;

  EventDecoder(Limits limits, CopernicaZone zone) {
    this.form = new FormDecoder(limits);
    this.json = new JsonDecoder(limits);
    this.xml = new XmlDecoder(limits);
    this.zone = zone;
  }

  /**
   * @throws DeliveryFailure poison, where the body is authentic but makes no event
   */
  public Event decode(VerifiedRequest verified) {
    try {
      return event(verified, variables(verified));
    } catch (UnreadableBody e) {
      throw DeliveryFailure.poison(
          "the body of event "
              + verified.id()
              + " of account "
              + verified.account()
              + " cannot be read: "
              + e.getMessage()
              + BodyFormat.hint(verified)
              + ". Nothing of it was applied, its exact bytes are kept among the dead letters; it"
              + " can be tried again from there.",
          e);
    }
  }

  private Variables variables(VerifiedRequest verified) throws UnreadableBody {
    byte[] body = verified.request().body();
    return switch (BodyFormat.of(verified)) {
      case FORM -> unwrapped(form.decode(body));
      case JSON -> fromJson(json.decode(body));
      case XML -> fromXml(xml.decode(body));
    };
  }

  /** A form of one field may be a callback in JSON or, by analogy, in XML (2.9). */
  private Variables unwrapped(Variables form) throws UnreadableBody {
    if (form.isOnlyText("json")) {
      return fromJson(json.decode(form.takeSingle("json"))).flagAll(form.flags());
    }
    if (form.isOnlyText("xml")) {
      return fromXml(xml.decode(form.takeSingle("xml"))).flagAll(form.flags());
    }
    return form;
  }

  private static Variables fromJson(Variables variables) {
    Callback.flatten(variables);
    return variables;
  }

  private static Variables fromXml(Variables variables) throws UnreadableBody {
    Callback.update(variables);
    Callback.flatten(variables);
    return variables;
  }

  private Event event(VerifiedRequest verified, Variables variables) throws UnreadableBody {
    Hints hints = Hints.of(verified.request().target(), form, variables);
    Occurrence occurrence = Occurrence.take(variables, hints);
    Whom whom = Whom.take(occurrence.action(), variables, hints);
    Event.Builder event =
        Event.of(
                occurrence.action(),
                whom.subject(),
                occurrence.origin(),
                verified.id(),
                verified.account(),
                utc(verified.signedAt()),
                utc(verified.request().receivedAt()))
            .database(whom.database())
            .collection(whom.collection())
            .profile(whom.profile())
            .subprofile(whom.subprofile());
    addColumns(event, occurrence.action(), variables);
    addInterests(event, whom.subject(), variables);
    addTimes(event, verified.signedAt(), variables);
    return event.extra(variables.extra()).flags(variables.flagTexts()).build();
  }

  private static void addColumns(Event.Builder event, Action action, Variables variables)
      throws UnreadableBody {
    event.fields(
        action.changesData()
            ? Columns.takeState(variables, "fields")
            : Columns.takeRecord(variables, "fields"));
    event.parameters(Columns.takeRecord(variables, "parameters"));
    event.old(Columns.texts(variables.old(), "old", variables));
  }

  /** Subprofiles have no interests, whatever one page says (no. 15). */
  private static void addInterests(Event.Builder event, Subject subject, Variables variables) {
    Node interests = variables.take("interests");
    if (interests == null) {
      return;
    }
    if (subject == Subject.SUBPROFILE) {
      variables.setAside("interests", interests, Flag.INTERESTS_OF_SUBPROFILE);
      return;
    }
    Optional<Map<String, Boolean>> read =
        variables.isConflicting("interests") ? Optional.empty() : Interests.read(interests);
    if (read.isEmpty()) {
      variables.setAside("interests", interests, Flag.INTERESTS_UNCLEAR);
    } else if (!Interests.isPlain(interests)) {
      variables.keep("interests", interests);
    }
    event.interests(read.orElse(null));
  }

  private void addTimes(Event.Builder event, Instant signedAt, Variables variables) {
    Times times = new Times(variables);
    LocalDateTime timestamp = times.zoneless("timestamp");
    OffsetDateTime time = times.epochSeconds("time");
    if (timestamp != null && time != null && !zone.agrees(timestamp, time)) {
      variables.flag(Flag.OTHER_ZONE);
    }
    event.timestamp(timestamp).time(time != null ? time : moment(timestamp, signedAt));
    event.created(times.zoneless("created")).modified(times.zoneless("modified"));
  }

  /** The moment of an event that says it in Copernica's zone alone (no. 8). */
  private @Nullable OffsetDateTime moment(@Nullable LocalDateTime timestamp, Instant signedAt) {
    return timestamp == null ? null : utc(zone.instant(timestamp, signedAt));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
