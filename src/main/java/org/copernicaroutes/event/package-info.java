/**
 * One typed {@link org.copernicaroutes.event.Event} from every body that Copernica sends.
 *
 * <p>Given: a verified request. Gives: an event, or the reason why its body cannot be read. Must
 * not know: where events go.
 */
@NullMarked
package org.copernicaroutes.event;

import org.jspecify.annotations.NullMarked;
