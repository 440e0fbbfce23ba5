/**
 * Looks at speed: run by hand, never as part of a test, and nothing in a test depends on what they
 * print.
 */
@NullMarked
package org.copernicaroutes.bench;

import org.jspecify.annotations.NullMarked;
