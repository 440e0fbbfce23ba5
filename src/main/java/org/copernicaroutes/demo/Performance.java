package org.copernicaroutes.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;

/** The whole play, from the first example to the last change of mind. */
final class Performance {

  private static final int REPLAYED = 1;

  private final Player player;
  private final Playbill playbill;
  private final Narrator narrator;
  private final RandomGenerator random;

  Performance(Player player, Playbill playbill, Narrator narrator, RandomGenerator random) {
    this.player = player;
    this.playbill = playbill;
    this.narrator = narrator;
    this.random = random;
  }

  void play(int changes) throws IOException, InterruptedException {
    playbill.opening(narrator);
    List<Act> examples = Examples.all(player.now());
    Call replayable = examples(examples);
    forgeries();
    player.replay(replayable, examples.get(REPLAYED));
    playbill.whereToLook(narrator);
    trickle(changes);
    playbill.closing(narrator);
  }

  /** Returns the call that is to be replayed later. */
  private Call examples(List<Act> examples) throws IOException, InterruptedException {
    narrator.part("Copernica's own examples: each is signed, checked, kept, and routed");
    List<Call> calls = new java.util.ArrayList<>();
    for (Act act : examples) {
      calls.add(player.play(act));
    }
    return calls.get(REPLAYED);
  }

  private void forgeries() throws IOException, InterruptedException {
    narrator.part("A forger tries the same door: the answer tells him nothing, the log tells you");
    Act wish = Examples.forgersWish(player.now());
    for (Forgery forgery : Forgery.values()) {
      player.play(forgery, wish);
    }
  }

  private void trickle(int changes) throws IOException, InterruptedException {
    narrator.part("An ordinary day: " + changes + " changes, one every couple of seconds");
    LocalDateTime created = player.now();
    Trickle trickle = new Trickle(random, created);
    for (int i = 0; i < changes; i++) {
      player.play(trickle.next());
    }
  }
}
