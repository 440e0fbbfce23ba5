package org.copernicaroutes.routes;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files that run, and those that do not and why. A file goes live once it has passed a
 * dry run; while running, a broken edit leaves the last good version running.
 *
 * <p>Thread-safe; only one version is judged at a time.
 */
public final class RouteFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final RouteFolder folder;
  private final DryRun dryRun;
  private final CamelRoutes routes;
  private final Clock clock;
  private final Map<String, Loaded> loaded = new TreeMap<>();
  private final Map<String, Judged> refused = new TreeMap<>();
  private Map<String, RouteText> lastLook = Map.of();
  private Set<RouteFileProblem> looseEnds = Set.of();
  private List<String> overlooked = List.of();
  private boolean isFolderThere = true;

  /** A version that runs. */
  private record Loaded(Judged judged, Instant since) {

    RouteText text() {
      return judged.text();
    }
  }

  RouteFiles(RouteFolder folder, DryRun dryRun, CamelRoutes routes, Clock clock) {
    this.folder = folder;
    this.dryRun = dryRun;
    this.routes = routes;
    this.clock = clock;
  }

  /** Loads what is there now, each file on its own. */
  synchronized void loadAll() {
    lastLook = look().orElse(Map.of());
    judge(lastLook.values());
    sayLooseEnds();
    if (lastLook.isEmpty()) {
      LOG.warn(
          "routes.missing {} holds no *{} file. Calls are taken in and kept, and wait until a router.camel.yaml is there.",
          folder.path().toAbsolutePath(),
          RouteText.SUFFIX);
    }
    sayOverlooked();
  }

  /** Each once, as long as it is there. */
  private void sayOverlooked() {
    List<String> now = folder.overlooked();
    now.stream()
        .filter(name -> !overlooked.contains(name))
        .forEach(
            name ->
                LOG.warn(
                    "route.overlooked {} is not loaded: the names of route files end in {}",
                    folder.path().resolve(name),
                    RouteText.SUFFIX));
    overlooked = now;
  }

  /** Takes over what two looks in a row saw alike: a file that is being written is left alone. */
  synchronized void refresh() {
    look().ifPresent(this::takeOver);
    sayOverlooked();
  }

  private void takeOver(Map<String, RouteText> now) {
    Map<String, RouteText> before = lastLook;
    lastLook = now;
    List<String> gone =
        known().stream().filter(id -> !now.containsKey(id) && !before.containsKey(id)).toList();
    List<RouteText> changed =
        now.values().stream()
            .filter(text -> text.equals(before.get(text.id())) && !isJudged(text))
            .toList();
    if (!gone.isEmpty() || !changed.isEmpty()) {
      gone.forEach(this::remove);
      judge(changed);
      sayLooseEnds();
    }
  }

  /** Only what is new, and only said: a queue without a taker keeps what it is sent. */
  private void sayLooseEnds() {
    Connections connections = new Connections(newest(), running());
    Set<RouteFileProblem> now = new LinkedHashSet<>(connections.looseEnds());
    refused.values().forEach(judged -> now.removeAll(judged.problems()));
    now.addAll(dryRun.unaskedSettings(lastLook.values()));
    now.stream()
        .filter(problem -> !looseEnds.contains(problem))
        .forEach(
            problem ->
                LOG.warn(
                    "{} {}:{} {}",
                    problem.mistake() == Mistake.UNASKED_SETTING
                        ? "setting.unasked"
                        : "route.unconnected",
                    problem.file(),
                    problem.line(),
                    problem.text()));
    looseEnds = now;
  }

  /** Of each file the version that was judged last. */
  private List<Judged> newest() {
    return known().stream()
        .sorted()
        .map(id -> refused.containsKey(id) ? refused.get(id) : loaded.get(id).judged())
        .toList();
  }

  private List<Judged> running() {
    return loaded.values().stream().map(Loaded::judged).toList();
  }

  private Optional<Map<String, RouteText>> look() {
    Optional<Map<String, RouteText>> texts = folder.read();
    if (texts.isEmpty() && isFolderThere) {
      LOG.warn(
          "routes.missing the folder {} cannot be read (copernica.routes). What was loaded keeps running.",
          folder.path().toAbsolutePath());
    }
    isFolderThere = texts.isPresent();
    return texts;
  }

  private List<String> known() {
    List<String> ids = new ArrayList<>(loaded.keySet());
    refused.keySet().stream().filter(id -> !loaded.containsKey(id)).forEach(ids::add);
    return ids;
  }

  private boolean isJudged(RouteText text) {
    Judged bad = refused.get(text.id());
    Loaded good = loaded.get(text.id());
    return bad != null ? bad.text().equals(text) : good != null && good.text().equals(text);
  }

  /** Together with those that only other files kept from going live: the others have changed. */
  private void judge(Collection<RouteText> changed) {
    Map<String, Judged> good = new TreeMap<>();
    refused.values().stream()
        .filter(Judged::isGoodByItself)
        .filter(judged -> judged.text().equals(lastLook.get(judged.text().id())))
        .forEach(judged -> good.put(judged.text().id(), judged));
    for (RouteText text : changed) {
      good.remove(text.id());
      byItself(text).ifPresent(judged -> good.put(text.id(), judged));
    }
    settle(good);
  }

  /** Nothing where that was all there is to do about it. */
  private Optional<Judged> byItself(RouteText text) {
    Loaded running = loaded.get(text.id());
    if (running != null && running.text().equals(text)) {
      restore(running);
      return Optional.empty();
    }
    Judged judged = dryRun(text);
    if (judged.problems().isEmpty()) {
      return Optional.of(judged);
    }
    refuse(judged);
    return Optional.empty();
  }

  private void restore(Loaded running) {
    refused.remove(running.text().id());
    LOG.info(
        "route.restored {} is again the version loaded at {}, which kept running",
        running.text().path(),
        timeOf(running.since()));
  }

  private Judged dryRun(RouteText text) {
    try {
      return dryRun.of(text);
    } catch (RuntimeException e) {
      LOG.error("route.failed {} could not be judged", text.path(), e);
      return failed(Judged.unread(text), "The file could not be judged: ", e);
    }
  }

  /** Lets each go live that fits to the others, and refuses what is left when no more does. */
  private void settle(Map<String, Judged> waiting) {
    Optional<Judged> fits = fitting(waiting);
    while (fits.isPresent()) {
      waiting.remove(fits.get().text().id());
      goLive(fits.get());
      fits = fitting(waiting);
    }
    waiting.values().forEach(judged -> refuse(judged.with(misfits(judged, waiting))));
  }

  private Optional<Judged> fitting(Map<String, Judged> waiting) {
    return waiting.values().stream()
        .filter(judged -> misfits(judged, waiting).isEmpty())
        .findFirst();
  }

  /** What keeps a file that is good by itself from going live beside the others. */
  private List<RouteFileProblem> misfits(Judged judged, Map<String, Judged> waiting) {
    List<RouteFileProblem> misfits = new ArrayList<>();
    Connections.takenTwice(judged, running().stream()).ifPresent(misfits::add);
    new Connections(List.of(judged), beside(waiting))
        .looseEnds().stream().filter(RouteFileProblem::isError).forEach(misfits::add);
    return misfits;
  }

  /** Of each file what is to run; where that is not known, also what runs. */
  private List<Judged> beside(Map<String, Judged> waiting) {
    List<Judged> beside = new ArrayList<>(waiting.values());
    Stream.concat(running().stream(), refused.values().stream())
        .filter(judged -> !waiting.containsKey(judged.text().id()))
        .forEach(beside::add);
    lastLook.values().stream()
        .filter(text -> !waiting.containsKey(text.id()) && !known().contains(text.id()))
        .forEach(text -> beside.add(Judged.unread(text)));
    return beside;
  }

  private static Judged failed(Judged judged, String what, Exception e) {
    String message = what + Causes.message(e);
    return judged.with(List.of(judged.text().problem(Place.TOP, Mistake.NOT_STARTED, message, "")));
  }

  private void goLive(Judged judged) {
    RouteText text = judged.text();
    @Nullable Loaded old = loaded.remove(text.id());
    try {
      routes.remove(text.id());
      routes.add(text);
      loaded.put(text.id(), new Loaded(judged, clock.instant()));
      refused.remove(text.id());
      LOG.info(
          "route.loaded {} takes from {}{}",
          text.path(),
          judged.taking(),
          old == null ? "" : "; it replaces the version loaded at " + timeOf(old.since()));
    } catch (Exception e) {
      putBack(old);
      refuse(failed(judged, "passed the dry run but did not start: ", e));
    }
  }

  private void putBack(@Nullable Loaded old) {
    if (old == null) {
      return;
    }
    try {
      routes.add(old.text());
      loaded.put(old.text().id(), old);
    } catch (Exception e) {
      LOG.error(
          "route.stopped {} the last good version did not start again. Its queue waits until the file is put right; nothing is lost.",
          old.text().path(),
          e);
    }
  }

  private void refuse(Judged judged) {
    Judged before = refused.put(judged.text().id(), judged);
    if (judged.equals(before)) {
      return;
    }
    Loaded good = loaded.get(judged.text().id());
    String next =
        good == null
            ? "The route does not run and what it takes from waits; nothing is lost."
            : "The version loaded at " + timeOf(good.since()) + " keeps running.";
    judged.problems().forEach(problem -> LOG.error("route.refused {} {}", problem, next));
  }

  private static String timeOf(Instant instant) {
    return TIME.format(instant);
  }

  private void remove(String id) {
    @Nullable Judged bad = refused.remove(id);
    @Nullable Loaded good = loaded.remove(id);
    if (good == null) {
      LOG.info(
          "route.removed {} is gone; it was not running", bad == null ? id : bad.text().path());
      return;
    }
    try {
      routes.remove(id);
      LOG.warn(
          "route.removed {} is gone, so its route was stopped. Events wait in {} until a file takes from it again; nothing is lost.",
          good.text().path(),
          queueOf(good.judged().taking()));
    } catch (Exception e) {
      LOG.error(
          "route.failed {} is gone, but its route could not be stopped", good.text().path(), e);
    }
  }

  private static String queueOf(String from) {
    return from.equals(RouteRules.FROM_INBOX) ? "the inbox" : from;
  }

  /** Every file, by name. */
  public synchronized List<RouteFileStatus> status() {
    return known().stream().sorted().map(this::status).toList();
  }

  private RouteFileStatus status(String id) {
    @Nullable Loaded good = loaded.get(id);
    @Nullable Judged bad = refused.get(id);
    Judged shown = good == null ? Objects.requireNonNull(bad) : good.judged();
    String file = shown.text().path().toString();
    return new RouteFileStatus(
        file,
        shown.taking(),
        good == null ? null : good.since(),
        bad == null ? List.of() : bad.problems(),
        looseEnds.stream().filter(problem -> problem.file().equals(file)).toList());
  }
}
