/**
 * The durable queues: what was verified is on disk before it is answered, and leaves only when it
 * was dealt with.
 *
 * <p>Given: a verified request, or one that cannot be verified yet. Gives: verified ones alone,
 * after any crash, to the decoding route; and events to destinations, with the three ends of a
 * delivery. Must not know: what an event is, or what a destination does with it.
 */
@NullMarked
package org.copernicaroutes.inbox;

import org.jspecify.annotations.NullMarked;
