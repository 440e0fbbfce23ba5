package org.copernicaroutes.event;

import static org.copernicaroutes.support.Promise.holds;

import java.nio.charset.StandardCharsets;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;

/** The text of a destination's queue: an event that is written as it was read, or poison. */
public final class EventJsonFuzz {

  private static final EventJson JSON = new EventJson();

  private EventJsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      String written = JSON.write(JSON.read(new String(data, StandardCharsets.UTF_8)));
      holds(written.equals(JSON.write(JSON.read(written))), "what was written is read the same");
    } catch (DeliveryFailure unreadable) {
      holds(unreadable.end() == End.POISON, "what is no event is poison");
      holds(unreadable.getMessage().length() < 600, "it says so in few words");
    }
  }
}
