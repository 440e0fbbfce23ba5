/**
 * Upsert and delete of profiles and subprofiles in a CRM table, each guarded by the version applied
 * last.
 *
 * <p>Given: an event and the kamelet's parameters. Gives: one row written, deleted or left alone
 * because it is newer. Must not know: which queue or route called it.
 */
@NullMarked
package org.copernicaroutes.crm;

import org.jspecify.annotations.NullMarked;
