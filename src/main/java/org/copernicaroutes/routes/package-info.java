/**
 * Loads, dry-runs and reloads the route files that integration teams edit.
 *
 * <p>Given: a folder of YAML files. Gives: running routes, and for a broken file its name, line and
 * a hint while the last good version keeps running. Must not know: what a particular destination
 * does.
 */
@NullMarked
package org.copernicaroutes.routes;

import org.jspecify.annotations.NullMarked;
