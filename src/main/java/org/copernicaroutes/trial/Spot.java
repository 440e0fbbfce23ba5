package org.copernicaroutes.trial;

/**
 * Where in the route files something happened.
 *
 * @param line counted from 1
 */
record Spot(String route, String file, int line) {}
