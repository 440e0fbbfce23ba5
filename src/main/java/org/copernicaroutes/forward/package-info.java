/**
 * What a forwarded request says, and its signature.
 *
 * <p>Given: an event and the kamelet's parameters. Gives: a clean HTTP request. Must not know:
 * which queue or route called it.
 */
@NullMarked
package org.copernicaroutes.forward;

import org.jspecify.annotations.NullMarked;
