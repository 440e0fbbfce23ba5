package org.copernicaroutes.signature;

import java.time.Instant;
import java.util.Optional;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.PublicUrl;

/**
 * All that is required of a request besides its key, in the order of copernica-spec.md 4.7: pure,
 * since its age counts from its own time of receipt.
 */
record Rules(
    Accounts accounts,
    Hosts hosts,
    Optional<PublicUrl> publicUrl,
    Freshness freshness,
    String keyDomain) {

  /**
   * @throws RefusedException at the first rule that is broken
   */
  Claim require(CapturedRequest request) {
    HeaderFields headers = new HeaderFields(request.headers());
    SignatureHeader signature = SignatureHeader.parse(headers.only("Signature"));
    AddressedTo addressed = addressed(request, headers);
    Coverage.require(signature);
    long account = accounts.requireOurs(headers.only("X-Copernica-ID"));
    hosts.requireOurs(addressed.host());
    Instant signedAt = HttpDate.parse(headers.only("Date"));
    freshness.require(signedAt, request.receivedAt());
    Digest.requireMatch(headers.only("Digest"), request.body());
    return new Claim(
        signature,
        KeyName.of(signature.keyId(), keyDomain),
        SigningString.of(signature.covered(), request.method(), addressed, headers),
        new Claim.Sender(account, signedAt),
        request);
  }

  private AddressedTo addressed(CapturedRequest request, HeaderFields headers) {
    return publicUrl
        .map(url -> AddressedTo.by(url, request))
        .orElseGet(() -> AddressedTo.asReceived(request, headers));
  }
}
