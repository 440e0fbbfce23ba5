package org.copernicaroutes.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail template as its file says now. A broken edit leaves the last good version in use and is
 * complained of once.
 *
 * <p>Thread-safe.
 */
final class TemplateFile {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateFile.class);

  private final Path folder;
  private final String name;
  private final List<?> examples;
  private Optional<Stamp> seen;
  private MailTemplate lastGood;

  /** What changes when a file is edited or replaced. */
  private record Stamp(FileTime modified, long size) {}

  private TemplateFile(Path folder, String name, List<?> examples) {
    this.folder = folder;
    this.name = name;
    this.examples = examples;
    this.seen = stamp();
    this.lastGood = MailTemplate.load(folder, name, examples);
  }

  /**
   * @throws IllegalArgumentException where there is none, or it names what is not there
   */
  static TemplateFile open(Path folder, String name, List<?> examples) {
    return new TemplateFile(folder, name, examples);
  }

  synchronized MailTemplate current() {
    Optional<Stamp> now = stamp();
    if (!now.equals(seen)) {
      seen = now;
      reload();
    }
    return lastGood;
  }

  /** Nothing where there is no file. */
  private Optional<Stamp> stamp() {
    try {
      var file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
      return Optional.of(new Stamp(file.lastModifiedTime(), file.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void reload() {
    try {
      lastGood = MailTemplate.load(folder, name, examples);
      LOG.info("template.loaded {} was edited; mails are written by it now", folder.resolve(name));
    } catch (IllegalArgumentException e) {
      LOG.error(
          "template.refused {} {}. Mails are written by the last good version until the file is put right.",
          folder.resolve(name),
          e.getMessage());
    }
  }
}
