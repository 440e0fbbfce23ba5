/**
 * {@code try}: one event through the route files, with real decoding and routing, of which nothing
 * leaves.
 *
 * <p>Given: an event and a folder. Gives: the story of what would happen. Must not know: anything
 * that runs.
 */
@NullMarked
package org.copernicaroutes.trial;

import org.jspecify.annotations.NullMarked;
