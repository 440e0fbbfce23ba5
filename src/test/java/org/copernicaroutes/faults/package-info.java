/**
 * Kills, outages, full disks, wrong clocks and hostile clients, under load, against the packaged
 * jar: what was acknowledged has to come out, and nothing else may. Short as a test, long by hand
 * (docs/faults.md).
 */
@NullMarked
package org.copernicaroutes.faults;

import org.jspecify.annotations.NullMarked;
