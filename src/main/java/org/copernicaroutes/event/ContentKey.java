package org.copernicaroutes.event;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in 16 bytes of its SHA-256: two events with one key tell of one change,
 * though they came in two requests, as with subscriptions that overlap (copernica-spec.md 6, no.
 * 25).
 *
 * <p>Compared are account, subject, ids of profile and subprofile, action, all times, fields,
 * parameters, old values, interests and extra variables, whatever their order. Not compared are
 * event id, times of signing and receipt, origin and flags, which belong to the request; and
 * database and collection, which a registered URL may add, while the ids are unique without them.
 */
record ContentKey(long high, long low) {

  /**
   * Empty where the event does not say when it happened: it may be another one that looks alike.
   */
  static Optional<ContentKey> of(Event event) {
    return event.getTime() == null ? Optional.empty() : Optional.of(hash(event));
  }

  private static ContentKey hash(Event event) {
    MessageDigest sha = sha256();
    OutputStream hashed = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
    try (DataOutputStream to = new DataOutputStream(new BufferedOutputStream(hashed))) {
      write(to, event);
    } catch (IOException e) {
      throw new UncheckedIOException("hashing cannot fail", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(sha.digest());
    return new ContentKey(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(DataOutputStream to, Event event) throws IOException {
    to.writeLong(event.getAccount());
    write(to, event.getSubject());
    write(to, event.getProfile());
    write(to, event.getSubprofile());
    write(to, event.getAction());
    write(to, event.getTime());
    write(to, event.getTimestamp());
    write(to, event.getCreated());
    write(to, event.getModified());
    write(to, event.getFields());
    write(to, event.getParameters());
    write(to, event.getOld());
    write(to, event.getExtra());
    to.writeBoolean(event.interestsSent());
    write(to, event.getInterests());
  }

  private static void write(DataOutputStream to, Map<String, ?> map) throws IOException {
    to.writeInt(map.size());
    for (Map.Entry<String, ?> entry : new TreeMap<>(map).entrySet()) {
      write(to, entry.getKey());
      write(to, entry.getValue());
    }
  }

  /** With its length, so that no two lists of values run into the same bytes. */
  private static void write(DataOutputStream to, @Nullable Object value) throws IOException {
    String text = value == null ? "" : value.toString();
    to.writeInt(value == null ? -1 : text.length());
    to.writeChars(text);
  }
}
