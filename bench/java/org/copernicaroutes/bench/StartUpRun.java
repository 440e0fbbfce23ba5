package org.copernicaroutes.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.World;

/** From the start of the process to the first answer 200, and until all sample routes run. */
final class StartUpRun {

  private static final int ROUNDS = 7;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Site site;
  private final Scale scale;
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Double> answered = new ArrayList<>();
  private final List<Double> ready = new ArrayList<>();

  StartUpRun(Site site, Scale scale) {
    this.site = site;
    this.scale = scale;
  }

  void run(Report report) {
    for (int i = 0; i < scale.rounds(ROUNDS); i++) {
      round();
    }
    report.table("Start-up", "Until", "Seconds, by round", "Median");
    report.row("the first answer 200", Report.hundredths(answered), Report.median(answered));
    report.row("all sample routes run", Report.hundredths(ready), Report.median(ready));
  }

  private void round() {
    try (Receiver receiver = site.jar("startup").drained()) {
      long start = System.nanoTime();
      receiver.app.launch();
      answered.add(secondsFrom(start, () -> isAnswered(receiver.app)));
      ready.add(secondsFrom(start, () -> receiver.app.readiness() == 200));
      receiver.awaitRows(1);
    }
    site.crm.written("startup").requireAll(acknowledged);
  }

  private static double secondsFrom(long start, Callable<Boolean> condition) {
    Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(LOOK).until(condition);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Each try is a request of its own. */
  private boolean isAnswered(PackagedApp app) {
    SentRequest request = World.request(World.update(acknowledged.size() + 1, "Ann")).sent();
    try {
      DoorConnection.Reply reply = DoorConnection.send(app.port(), request);
      return reply.status() == 200 && acknowledged.add(reply.id());
    } catch (IOException e) {
      return false;
    }
  }
}
