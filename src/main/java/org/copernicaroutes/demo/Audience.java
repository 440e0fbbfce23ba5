package org.copernicaroutes.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All onlookers together: they look, and what they have to tell goes to the narrator. */
final class Audience {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Map<Onlooker.Name, Onlooker> onlookers = new EnumMap<>(Onlooker.Name.class);
  private final Narrator narrator;

  Audience(List<Onlooker> all, Narrator narrator) {
    all.forEach(onlooker -> onlookers.put(onlooker.name(), onlooker));
    this.narrator = narrator;
  }

  void before(Act act) {
    onlookers.values().forEach(onlooker -> onlooker.before(act));
  }

  /**
   * Tells what comes until everything expected has come, or patience is out.
   *
   * @return the onlookers that were expected to have news and had none
   */
  Set<Onlooker.Name> watch(Set<Onlooker.Name> expected, Duration patience)
      throws InterruptedException {
    Set<Onlooker.Name> missing = EnumSet.noneOf(Onlooker.Name.class);
    missing.addAll(expected);
    long end = System.nanoTime() + patience.toNanos();
    missing.removeAll(look());
    while (!missing.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      missing.removeAll(look());
    }
    return missing;
  }

  /**
   * Watches all that time, whatever comes.
   *
   * @return whether nothing came at all
   */
  boolean silentFor(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
    return look().isEmpty();
  }

  /** Tells the news there is, and says who had some. */
  private Set<Onlooker.Name> look() {
    Set<Onlooker.Name> told = EnumSet.noneOf(Onlooker.Name.class);
    onlookers.forEach((name, onlooker) -> tell(name, onlooker.news(), told));
    return told;
  }

  private void tell(Onlooker.Name name, List<String> news, Set<Onlooker.Name> told) {
    if (!news.isEmpty()) {
      narrator.seen(where(name), news);
      told.add(name);
    }
  }

  static String where(Onlooker.Name name) {
    return switch (name) {
      case CRM -> "crm";
      case MAIL -> "mail";
      case TARGET -> "http";
    };
  }
}
