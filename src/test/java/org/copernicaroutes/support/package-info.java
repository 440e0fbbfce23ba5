/**
 * What lies outside of us, for tests: signed requests, their keys, a name server, a clock.
 *
 * <p>Nothing here uses the code under test: a mistake in the check must not repeat itself in its
 * witness.
 */
@NullMarked
package org.copernicaroutes.support;

import org.jspecify.annotations.NullMarked;
