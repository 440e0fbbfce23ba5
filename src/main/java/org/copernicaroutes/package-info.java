/**
 * Receives Copernica's webhooks and callbacks and routes each as YAML files say.
 *
 * <p>The packages below are the stages of the one flow; each knows only those before it: callback,
 * signature, inbox, event, routes, and then the destinations crm, alert and forward. Before all of
 * them stands words, which messages are worded with.
 */
@NullMarked
package org.copernicaroutes;

import org.jspecify.annotations.NullMarked;
