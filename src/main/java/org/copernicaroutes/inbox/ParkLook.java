package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the park, by the name of its key.
 *
 * @param names in the order of their first request
 */
record ParkLook(Map<String, Name> names, ParkLoad load) {

  /** Questions about strange names at a time: as few as leave some for the door. */
  private static final int STRANGERS_AT_ONCE = 16;

  /**
   * @param oldest when its first request was parked
   */
  record Name(boolean familiar, Instant oldest) {

    /** A forgery under a good name is no familiar request, but makes no stranger of the name. */
    Name with(Name later) {
      return new Name(familiar || later.familiar, oldest);
    }
  }

  /** Takes nothing. */
  static ParkLook at(Connection connection, String queue) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
      Map<String, Name> names = new LinkedHashMap<>();
      ParkLoad load = ParkLoad.NONE;
      Enumeration<?> all = browser.getEnumeration();
      while (all.hasMoreElements()) {
        load = load.plus(add((Message) all.nextElement(), names));
      }
      return new ParkLook(names, load);
    }
  }

  private static ParkLoad add(Message message, Map<String, Name> names) throws JMSException {
    Object familiarity = message.getObjectProperty(ParkedMessage.FAMILIAR);
    Object size = message.getObjectProperty(ParkedMessage.SIZE);
    String name = message.getStringProperty(ParkedMessage.KEY_NAME);
    boolean familiar = Boolean.TRUE.equals(familiarity);
    if (name != null) {
      Instant parkedAt = Instant.ofEpochMilli(message.getJMSTimestamp());
      names.merge(name, new Name(familiar, parkedAt), Name::with);
    }
    return ParkLoad.of(familiar, size instanceof Long bytes ? bytes : 0);
  }

  /**
   * The names to ask for, some at a time: first all that were good before, then the others, each
   * time in another order, so that none of them comes last for ever.
   */
  List<List<String>> turns(RandomGenerator random) {
    List<List<String>> turns = new ArrayList<>();
    turns.add(named(true));
    List<String> strangers = named(false);
    Collections.shuffle(strangers, new Random(random.nextLong()));
    for (int i = 0; i < strangers.size(); i += STRANGERS_AT_ONCE) {
      turns.add(strangers.subList(i, Math.min(strangers.size(), i + STRANGERS_AT_ONCE)));
    }
    return turns;
  }

  private List<String> named(boolean familiar) {
    return new ArrayList<>(
        names.entrySet().stream()
            .filter(e -> e.getValue().familiar() == familiar)
            .map(Map.Entry::getKey)
            .toList());
  }

  @Nullable Instant oldest() {
    return names.values().stream().map(Name::oldest).min(Instant::compareTo).orElse(null);
  }
}
