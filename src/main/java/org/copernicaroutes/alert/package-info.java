/**
 * What an e-mail about an event says; many within a while share one.
 *
 * <p>Given: an event and the kamelet's parameters. Gives: a clean mail message. Must not know:
 * which queue or route called it.
 */
@NullMarked
package org.copernicaroutes.alert;

import org.jspecify.annotations.NullMarked;
