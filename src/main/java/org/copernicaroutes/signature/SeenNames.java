package org.copernicaroutes.signature;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of keys under which a signature was verified, each with the day on which it was last.
 *
 * <p>A stranger chooses the name of the key, but cannot get one in here. The names outlive a
 * restart in a small file: one that begins while DNS is away would else make a stranger of
 * Copernica itself. Names alone are kept: a key from a file would be trusted without DNS having
 * said it.
 */
final class SeenNames {

  private static final Logger log = LoggerFactory.getLogger(SeenNames.class);
  private static final long DAY = TimeUnit.DAYS.toMillis(1);
  private static final long RETRY = TimeUnit.MINUTES.toMillis(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final Path file;
  private final Limits limits;
  private final Clock clock;
  private final Map<KeyName, Long> days = new ConcurrentHashMap<>();
  private volatile long writeAgainAt = NEVER;

  /**
   * @param age since a name was last good, after which it counts for no more than any other
   */
  record Limits(int count, Duration age) {}

  SeenNames(Path file, Limits limits, Clock clock) {
    this.file = file;
    this.limits = limits;
    this.clock = clock;
    read();
  }

  boolean contains(KeyName name) {
    Long day = days.get(name);
    return day != null && day >= oldest();
  }

  /** On disk when this returns, where that is possible: it is written once a day for each name. */
  void verified(KeyName name) {
    Long today = today();
    if (!today.equals(days.get(name)) || clock.millis() >= writeAgainAt) {
      write(name, today);
    }
  }

  private synchronized void write(KeyName name, Long today) {
    if (today.equals(days.put(name, today)) && clock.millis() < writeAgainAt) {
      return; // another thread was faster
    }
    keepTheNewest();
    try {
      replace(text());
      writeAgainAt = NEVER;
    } catch (IOException e) {
      writeAgainAt = clock.millis() + RETRY;
      log.warn(
          "names.unsaved {} (copernica.signature.seen-names) cannot be written: {}. Requests are"
              + " taken all the same. After a restart while DNS is away, few could be kept: see that"
              + " the folder can be written to. It is tried again within a minute.",
          file,
          e.toString());
    }
  }

  private void keepTheNewest() {
    days.values().removeIf(day -> day < oldest());
    if (days.size() > limits.count()) {
      days.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .limit(days.size() - limits.count())
          .map(Map.Entry::getKey)
          .toList()
          .forEach(days::remove);
    }
  }

  private String text() {
    return days.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(KeyName::text)))
        .map(e -> LocalDate.ofEpochDay(e.getValue()) + " " + e.getKey().text() + "\n")
        .collect(Collectors.joining());
  }

  /** All of the new text or all of the old one, whenever the process dies. */
  private void replace(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path next = folder.resolve(file.getFileName() + ".new");
    Files.writeString(next, text, StandardCharsets.US_ASCII);
    try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void read() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      lines.forEach(this::read);
    } catch (NoSuchFileException e) {
      // the first start
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      days.clear();
      log.warn(
          "names.forgotten {} (copernica.signature.seen-names) cannot be read: {}. It is written"
              + " anew with the next request that is verified. Should DNS be away until then, few"
              + " requests can be kept.",
          file,
          e.toString());
    }
  }

  private void read(String line) {
    int space = line.indexOf(' ');
    if (space < 0 || !KeyName.isHostName(line.substring(space + 1))) {
      throw new IllegalArgumentException("a line is not a day and a name");
    }
    long day = LocalDate.parse(line.substring(0, space)).toEpochDay();
    days.put(new KeyName(line.substring(space + 1)), day);
  }

  private long today() {
    return Math.floorDiv(clock.millis(), DAY);
  }

  private long oldest() {
    return today() - limits.age().toDays();
  }
}
