package org.copernicaroutes.signature;

import java.time.Instant;
import org.copernicaroutes.callback.CapturedRequest;

/**
 * A request that Copernica signed, for one of our accounts and hosts, just now.
 *
 * @param id the event id: lower-case hex of the SHA-256 of the signing string, so that a replay has
 *     the id of the original
 * @param account the number in X-Copernica-ID
 * @param signedAt the signed Date header: Copernica's clock, whole seconds
 * @param contentTypeSigned whether the signature covers Content-Type; only then may that header
 *     select a parser
 */
public record VerifiedRequest(
    String id,
    long account,
    Instant signedAt,
    boolean contentTypeSigned,
    CapturedRequest request) {}
