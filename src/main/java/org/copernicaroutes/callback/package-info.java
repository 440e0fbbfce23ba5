/**
 * The door: takes a request off the wire exactly as it came, and puts an answer on it.
 *
 * <p>Given: an HTTP connection. Gives: a {@link org.copernicaroutes.callback.CapturedRequest} to
 * the route, an {@link org.copernicaroutes.callback.Answer} to the caller. Must not know: what a
 * signature, a queue or an event is.
 */
@NullMarked
package org.copernicaroutes.callback;

import org.jspecify.annotations.NullMarked;
