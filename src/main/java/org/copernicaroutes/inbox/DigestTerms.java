package org.copernicaroutes.inbox;

import java.time.Duration;

/**
 * When events of a step are told of together.
 *
 * @param step names the queue; holds no full stop
 * @param after how many events in a period make the next period one of a digest as well
 * @param every how long the first event waits for the digest, which is also the shortest time
 *     between two
 */
public record DigestTerms(String step, long after, Duration every) {}
