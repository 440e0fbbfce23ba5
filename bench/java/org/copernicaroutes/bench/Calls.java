package org.copernicaroutes.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.copernicaroutes.support.DoorConnection;
import org.copernicaroutes.support.SentRequest;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.World;

/**
 * Requests ready for the wire, none of them twice in one run: each is about a profile of its own,
 * so that each becomes a row of its own.
 *
 * <p>Signing costs far more than checking. It is done on all cores, before any clock starts; hence
 * {@code copernica.signature.max-age=1h}.
 */
final class Calls {

  private static final int SIGNATURE_BYTES = 256;
  private static final AtomicInteger PROFILES = new AtomicInteger();

  private Calls() {}

  static List<byte[]> signed(int count) {
    return make(count, profile -> request(profile).sent());
  }

  /**
   * @param database of the profile, by the profile's id
   */
  static List<byte[]> signed(int count, IntUnaryOperator database) {
    return make(count, profile -> request(profile, database.applyAsInt(profile)).sent());
  }

  /** As long as a signed one, for a door that does not look at the signature. */
  static List<byte[]> unproven(int count) {
    UnaryOperator<byte[]> nobody = string -> new byte[SIGNATURE_BYTES];
    return make(count, profile -> request(profile).signer(nobody).sent());
  }

  private static SignedRequest request(int profile) {
    return World.request(World.update(profile, "Johanna " + profile));
  }

  private static SignedRequest request(int profile, int database) {
    String body = World.update(profile, "Johanna " + profile);
    return World.request(body.replace("&database=7&", "&database=" + database + "&"));
  }

  private static List<byte[]> make(int count, IntFunction<SentRequest> call) {
    int first = PROFILES.getAndAdd(count) + 1;
    return IntStream.range(first, first + count)
        .parallel()
        .mapToObj(call)
        .map(DoorConnection::keptAlive)
        .toList();
  }
}
