package org.copernicaroutes.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters of one kind.
 *
 * @param name of a destination, or {@code router}, {@code unreadable}, {@code unverified}, {@code
 *     digest.<step>}
 * @param queue {@code copernica.dead.<name>}
 * @param oldest when the first of them was parked; null where there is none
 */
public record DeadQueue(String name, String queue, long letters, @Nullable Instant oldest) {}
