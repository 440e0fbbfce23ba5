package org.copernicaroutes.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.copernicaroutes.support.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The lines of the door for every reason there is, and how few of them a flood gets. */
class DoorLogTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final DoorLog log = new DoorLog(settings(), meters, nanos::get);
  @RegisterExtension private final LogLines lines = new LogLines("org.copernicaroutes.callback");
  private final Map<DoorRefusal, Runnable> refusals = new EnumMap<>(DoorRefusal.class);

  DoorLogTest() {
    refusals.put(DoorRefusal.PLAIN_HTTP, () -> log.plainRefused("from 10.0.0.5"));
    refusals.put(DoorRefusal.TOO_LARGE, log::tooLarge);
    refusals.put(DoorRefusal.TOO_SLOW, log::tooSlow);
    refusals.put(DoorRefusal.BROKEN, log::broken);
    refusals.put(DoorRefusal.NO_HTTP, () -> log.noHttp(400));
    refusals.put(DoorRefusal.NO_ROOM, log::noRoom);
    refusals.put(DoorRefusal.CLOSED, log::closed);
    refusals.put(DoorRefusal.LATE, log::late);
    refusals.put(DoorRefusal.FAILED, () -> log.failed("the route `door` failed", null));
  }

  @Test
  void everyReasonHasACounterAndALineThatSaysWhatNextAndWhatToDo() {
    assertThat(refusals).containsOnlyKeys(DoorRefusal.values());
    refusals.forEach(
        (reason, refuse) -> {
          refuse.run();
          assertThat(meters.counter("copernica.refused", "reason", reason.tag()).count()).isOne();
        });
    refusals.remove(DoorRefusal.FAILED);
    List<String> others = new ArrayList<>(written());
    assertThat(others.remove(others.size() - 1)).startsWith("request.failed 503: the route `door`");
    for (DoorRefusal reason : refusals.keySet()) {
      assertThat(others.remove(0))
          .startsWith("request.refused reason=" + reason.tag() + " ")
          .containsPattern("Answered (400|401|413|503)[,;] ")
          .containsPattern("raise the limit|[Ll]ook |Let Copernica call https");
    }
  }

  /** docs/operating.md states how many lines there are at most. */
  @Test
  void aFloodOfEverythingAtOnceWritesOneLineASecondOfEachAndOneAMinuteOfWhatScannersDo() {
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 100; i++) {
        refusals.values().forEach(Runnable::run);
        log.strayed("POST", "/elsewhere" + i, Answer.NOT_FOUND);
        log.strayed("GET", "/copernica/callback", Answer.NOT_ALLOWED);
        log.plainTaken("from 10.0.0.5");
      }
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    long everySecond = DoorRefusal.values().length - 1;
    assertThat(written()).hasSize((int) (60 * everySecond + 4));
    assertThat(meters.counter("copernica.refused", "reason", "no_http").count()).isEqualTo(6000);
  }

  @Test
  void aStrayIsShownShortAndOnOneLine() {
    log.strayed("B\nREW", "/\u001b[31m" + "é".repeat(9000), Answer.NOT_FOUND);
    assertThat(written()).singleElement().asString().matches("[ -~…]{1,400}");
  }

  private List<String> written() {
    return lines.written();
  }

  private static CallbackSettings settings() {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of("copernica.callback.hosts", "hooks.example.com")))
        .bindOrCreate("copernica.callback", CallbackSettings.class);
  }
}
