package org.copernicaroutes.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
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

  LocalDateTime now() {
    return LocalDateTime.ofInstant(copernica.clock().instant(), zone);
  }

  /** Posts the act and waits for what ought to come of it. Returns the call, for a replay. */
  Call play(Act act) throws IOException, InterruptedException {
    Call call = copernica.sign(body(act));
    watchers.narrator().act("Copernica says: " + act.says() + ".");
    watchers.audience().before(act);
    tell(door.post(call));
    tellMissing(watchers.audience().watch(act.expected(), settings.patience()));
    Thread.sleep(settings.pause().toMillis());
    return call;
  }

  void play(Forgery forgery, Act wish) throws IOException, InterruptedException {
    watchers.narrator().act("A forger " + forgery.says() + ".");
    watchers.audience().before(wish);
    watchers.refusals().take();
    tell(door.post(forgery.of(copernica, body(wish))));
    tellReason();
    tellSilence("nothing came out: no row, no mail, no request");
  }

  void replay(Call call, Act act) throws IOException, InterruptedException {
    watchers
        .narrator()
        .act("A forger repeats, bit for bit, how Copernica said: " + act.says() + ".");
    watchers.audience().before(act);
    tell(door.post(call));
    tellSilence(
        "nothing came out a second time: same id, no change of the row, no mail, no request");
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
    return "nothing yet, after %d s. What was answered 200 may be late, never lost; the log says more."
        .formatted(settings.patience().toSeconds());
  }
}
