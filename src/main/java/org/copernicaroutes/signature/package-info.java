/**
 * Is it Copernica's: decides whether a captured request was signed by Copernica, for us, just now.
 *
 * <p>Given: a captured request, a clock and keys. Gives: a {@link
 * org.copernicaroutes.signature.VerifiedRequest}, a refusal, or, while the key cannot be had, an
 * {@link org.copernicaroutes.signature.UnverifiedRequest}. Must not know: what the body means, or
 * what happens to it next.
 */
@NullMarked
package org.copernicaroutes.signature;

import org.jspecify.annotations.NullMarked;
