package org.copernicaroutes.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The whole play, from the first example to the last change of mind. */
final class Performance {

  /** The act that the forger repeats: an update, which would bring a deleted profile back. */
  private static final int REPLAYED = 2;

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
    List<Player.Played> played = examples();
    forgeries();
    player.replay(REPLAYED, played.get(REPLAYED - 1));
    playbill.whereToLook(narrator);
    trickle(changes);
    playbill.closing(narrator);
  }

  private List<Player.Played> examples() throws IOException, InterruptedException {
    narrator.part("Copernica's own examples: each is signed, checked, kept, and routed");
    List<Player.Played> played = new ArrayList<>();
    for (Act act : Examples.all(created())) {
      played.add(player.play(act));
    }
    return played;
  }

  private void forgeries() throws IOException, InterruptedException {
    narrator.part("A forger tries the same door: the answer tells him nothing, the log tells you");
    Act wish = Examples.forgersWish(created());
    for (Forgery forgery : Forgery.values()) {
      player.play(forgery, wish);
    }
  }

  private void trickle(int changes) throws IOException, InterruptedException {
    narrator.part("An ordinary day: " + changes + " changes, one every couple of seconds");
    Trickle trickle = new Trickle(random, created());
    for (int i = 0; i < changes; i++) {
      player.play(trickle.next());
    }
  }

  private LocalDateTime created() {
    return player.now().toLocalDateTime();
  }
}
