package org.copernicaroutes.signature;

import org.copernicaroutes.callback.CapturedRequest;

/**
 * A request that keeps all rules and whose key could not be had: whether Copernica signed it is not
 * known. It is no {@link VerifiedRequest} and becomes none but by {@link SignatureCheck#check}.
 *
 * @param id the event id that it has if it is proven
 * @param repetitionId hex, the same for an exact repetition. Not the event id: that leaves out the
 *     signature, so a forgery of the same signing string would pass for the genuine request
 * @param keyName where its key should be, a host name in lower case
 * @param familiar whether a signature was verified under that name before, and no key that is known
 *     speaks against this one
 * @param why the key could not be had, and how to fix it, for the log
 */
public record UnverifiedRequest(
    String id,
    String repetitionId,
    String keyName,
    boolean familiar,
    String why,
    CapturedRequest request) {}
