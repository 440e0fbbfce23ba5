package org.copernicaroutes.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/** Performs acts: posts them to the door, and has everything told that comes of it. */
final class Player {

  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final int SHORT_ID = 12;

  private final Copernica copernica;
  private final ZoneId zone;
  private final Door door;
  private final Watchers watchers;
  private final DemoSettings settings;

  /** Everyone who looks on, and who tells about it. */
  record Watchers(Audience audience, RefusalLog refusals, Narrator narrator) {}

  Player(Copernica copernica, ZoneId zone, Door door, Watchers watchers, DemoSettings settings) {
    this.copernica = copernica;
    this.zone = zone;
    this.door = door;
    this.watchers = watchers;
    this.settings = settings;
  }

  ZonedDateTime now() {
    return copernica.clock().instant().atZone(zone);
  }

  /** What was posted for an act, and what the door said to it. */
  record Played(Act act, Call call, Door.Answered answered) {}

  /** Posts the act, and waits for what ought to come of it. */
  Played play(Act act) throws IOException, InterruptedException {
    watchers.narrator().act("Copernica says: " + act.says() + ".");
    watchers.audience().before(act);
    watchers.refusals().take();
    Call call = copernica.sign(body(act));
    Door.Answered answered = door.post(call);
    tell(answered);
    if (answered.stored()) {
      tellMissing(watchers.audience().watch(act.expected(), settings.patience()));
    } else {
      tellReason();
    }
    Thread.sleep(settings.pause().toMillis());
    return new Played(act, call, answered);
  }

  void play(Forgery forgery, Act wish) throws IOException, InterruptedException {
    watchers.narrator().act("A forger " + forgery.says() + ".");
    watchers.audience().before(wish);
    watchers.refusals().take();
    tell(door.post(forgery.of(copernica, body(wish))));
    tellReason();
    tellSilence("nothing came out: no row, no mail, no request");
  }

  void replay(int number, Played played) throws IOException, InterruptedException {
    watchers.narrator().act("A forger repeats the call of act " + number + ", bit for bit.");
    watchers.audience().before(played.act());
    Door.Answered answered = door.post(played.call());
    tell(answered);
    if (answered.equals(played.answered())) {
      watchers.narrator().seen("door", "that is the answer to act " + number + ", word for word");
    }
    tellSilence("nothing came out a second time: no row, no mail, no request");
  }

  private String body(Act act) {
    return act.at(now()).encoded();
  }

  private void tell(Door.Answered answered) {
    watchers.narrator().seen("door", sentence(answered));
  }

  private static String sentence(Door.Answered answered) {
    if (!answered.stored()) {
      return answered.status() + " " + answered.body();
    }
    String id = answered.id();
    return "200, on disk as event " + id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  private void tellReason() throws InterruptedException {
    long end = System.nanoTime() + LOG_PATIENCE.toNanos();
    List<String> lines = watchers.refusals().take();
    while (lines.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      lines = watchers.refusals().take();
    }
    watchers.narrator().seen("log", lines);
  }

  private void tellSilence(String sentence) throws InterruptedException {
    if (watchers.audience().silentFor(settings.quiet())) {
      watchers.narrator().seen("out", sentence);
    }
  }

  private void tellMissing(Set<Onlooker.Name> missing) {
    missing.forEach(name -> watchers.narrator().seen(Audience.where(name), nothingYet()));
  }

  private String nothingYet() {
    return "nothing yet, after %d s. What was answered 200 is late or parked, never lost: the log says more, and `dead list` shows what is parked and why."
        .formatted(settings.patience().toSeconds());
  }
}
