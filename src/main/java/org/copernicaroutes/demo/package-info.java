/**
 * A Copernica that plays on a laptop: it makes a key, serves it by DNS, signs and posts over HTTP.
 *
 * <p>Given: the address of the door. Gives: signed requests, and plain sentences about what came of
 * them. Must not know: any way around the door, the check or the queues.
 */
@NullMarked
package org.copernicaroutes.demo;

import org.jspecify.annotations.NullMarked;
