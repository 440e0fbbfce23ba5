package org.copernicaroutes.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.copernicaroutes.event.Node.Text;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.signature.VerifiedRequest;

/**
 * One {@link Event} from every body that Copernica sends (copernica-spec.md 2 and 3). Pure, and
 * safe for use by many threads.
 */
public final class EventDecoder {

  private final FormDecoder form;
  private final JsonDecoder json;
  private final ZoneId zone;

  EventDecoder(Limits limits, ZoneId zone) {
    this.form = new FormDecoder(limits);
    this.json = new JsonDecoder(limits);
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
              + ". Nothing of it was applied, its exact bytes are kept among the dead letters; it"
              + " can be tried again from there.",
          e);
    }
  }

  private Variables variables(VerifiedRequest verified) throws UnreadableBody {
    byte[] body = verified.request().body();
    if (BodyFormat.of(verified) == BodyFormat.JSON) {
      return callback(json.decode(body));
    }
    Variables variables = form.decode(body);
    return isJsonCallback(variables) ? jsonCallback(variables) : variables;
  }

  /** A form of one field that holds JSON (2.9). */
  private static boolean isJsonCallback(Variables variables) {
    return variables.root().children().size() == 1
        && variables.root().children().get("json") instanceof Text;
  }

  private Variables jsonCallback(Variables form) throws UnreadableBody {
    Variables variables = callback(json.decode(form.takeSingle("json")));
    form.flags().forEach(variables::flag);
    return variables;
  }

  private static Variables callback(Variables variables) {
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
    addTimes(event, variables);
    return event.extra(variables.extra()).flags(variables.flagTexts()).build();
  }

  private static void addColumns(Event.Builder event, Action action, Variables variables)
      throws UnreadableBody {
    event.fields(
        action.changesData()
            ? Columns.takeState(variables, "fields")
            : Columns.takeRecord(variables, "fields"));
    event.parameters(Columns.takeRecord(variables, "parameters"));
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

  private void addTimes(Event.Builder event, Variables variables) {
    Times times = new Times(variables);
    LocalDateTime timestamp = times.zoneless("timestamp");
    OffsetDateTime time = times.epochSeconds("time");
    times.checkZone(timestamp, time, zone);
    event.timestamp(timestamp).time(time);
    event.created(times.zoneless("created")).modified(times.zoneless("modified"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
