package org.copernicaroutes.crm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code copernica.crm.*}.
 *
 * @param migrate whether we make our own table; false: a DBA does
 * @param connectTimeout for a new connection to the database server
 * @param socketTimeout for an answer of the database server
 * @param metadataAge how long tables and columns are remembered
 */
@ConfigurationProperties("copernica.crm")
record CrmSettings(
    @DefaultValue("true") boolean migrate,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration socketTimeout,
    @DefaultValue("1m") Duration metadataAge) {}
