/**
 * Invented input by the million: docs/fuzzing.md.
 *
 * <p>Given: what reads a stranger's bytes, each as a {@link org.copernicaroutes.fuzz.Target}.
 * Gives: that none breaks its promises. Must not know: which.
 */
@NullMarked
package org.copernicaroutes.fuzz;

import org.jspecify.annotations.NullMarked;
