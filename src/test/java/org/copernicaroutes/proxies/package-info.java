/**
 * The examples of docs/proxies, each run by the real proxy in front of the packaged application.
 */
@NullMarked
package org.copernicaroutes.proxies;

import org.jspecify.annotations.NullMarked;
