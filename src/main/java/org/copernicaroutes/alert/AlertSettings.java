package org.copernicaroutes.alert;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code copernica.alert} of config/application.yaml.
 *
 * @param templates the folder of mail templates
 * @param subjectLength the longest subject, in characters; what is longer is cut
 * @param connectTimeout how long the mail server may take to accept a connection
 * @param readTimeout how long it may take to answer
 * @param writeTimeout how long it may take to accept what is written
 */
@ConfigurationProperties("copernica.alert")
record AlertSettings(
    @DefaultValue("config/mail") Path templates,
    @DefaultValue("200") int subjectLength,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("10s") Duration writeTimeout) {}
