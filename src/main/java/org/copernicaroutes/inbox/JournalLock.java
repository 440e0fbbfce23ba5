package org.copernicaroutes.inbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says that a journal is ours, for as long as this process lives. The broker has a lock of its own,
 * but takes two seconds and a stack trace to say that another holds it.
 */
record JournalLock(FileChannel file) {

  /**
   * @throws JournalUnusable where another process, or another broker of this one, has it
   */
  static JournalLock of(Path directory) throws IOException {
    Path path = Files.createDirectories(directory).resolve("in-use.lock");
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(file)) {
      file.close();
      throw new JournalUnusable(directory, null);
    }
    return new JournalLock(file);
  }

  private static boolean isFree(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  void release() throws IOException {
    file.close();
  }
}
