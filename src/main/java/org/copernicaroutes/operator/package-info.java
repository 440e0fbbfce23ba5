/**
 * The admin port: health, metrics and dead letters, for the people who run this.
 *
 * <p>Given: a call with credentials, or a command line of theirs. Gives: what the queues of dead
 * letters hold, with personal data masked, and moves letters out of them. Must not know: how a
 * letter is stored or delivered.
 */
@NullMarked
package org.copernicaroutes.operator;

import org.jspecify.annotations.NullMarked;
