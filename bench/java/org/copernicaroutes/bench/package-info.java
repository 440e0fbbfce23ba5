/**
 * Makes the figures of {@code docs/performance.md}: run by hand, see {@code bench/README.md}.
 *
 * <p>Given: the packaged jar and an embedded PostgreSQL. Gives: Markdown rows, and a failure when
 * one acknowledged event is missing from its table. Must not know: how the application works
 * inside.
 */
@NullMarked
package org.copernicaroutes.bench;

import org.jspecify.annotations.NullMarked;
