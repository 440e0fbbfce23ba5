package org.copernicaroutes.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A random password that only the user who runs the receiver can read, kept over restarts. */
record PasswordFile(Path path) {

  private static final Logger log = LoggerFactory.getLogger(PasswordFile.class);

  private static final int BYTES = 32;

  /**
   * @throws IOException where it is missing or empty, or cannot be read
   */
  String read() throws IOException {
    String password = Files.readString(path).strip();
    if (password.isEmpty()) {
      throw new IOException(path + " is empty");
    }
    return password;
  }

  /**
   * Where it can be neither read nor made, one that nobody knows: the receiver runs all the same.
   */
  String readOrMake(SecureRandom random) {
    try {
      return Files.exists(path) ? read() : make(random);
    } catch (IOException | SecurityException e) {
      log.warn(
          "login.closed {} can be neither read nor made ({}), so nobody can ask for dead letters. Everything else"
              + " runs. Let this user write there, or set copernica.operator.password; then restart.",
          path,
          Problem.words(e));
      return random(random);
    }
  }

  /** A temporary file is for its owner alone from the beginning, and moving it is atomic. */
  private String make(SecureRandom random) throws IOException {
    Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
    Path made = Files.createTempFile(folder, "." + path.getFileName(), "");
    try {
      String password = random(random);
      Files.writeString(made, password + System.lineSeparator());
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      log.info("password.made in {}, which this user alone can read: for `dead` and the API", path);
      return password;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static String random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether it was never made here, as opposed to not being readable. */
  static boolean isMissing(IOException e) {
    return e instanceof NoSuchFileException;
  }
}
