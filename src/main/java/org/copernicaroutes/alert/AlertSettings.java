package org.copernicaroutes.alert;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The section {@code copernica.alert} of config/application.yaml.
 *
 * @param templates the folder of mail templates
 * @param subjectLength the longest subject, in characters; what is longer is cut
 * @param connectTimeout how long the mail server may take to accept a connection
 * @param readTimeout how long it may take to answer
 * @param writeTimeout how long it may take to accept what is written
 * @param digestShows how many alerts a digest shows in full; the others only count
 * @param digestSize of all that it shows, as the characters of their JSON
 */
@ConfigurationProperties("copernica.alert")
record AlertSettings(
    @DefaultValue("config/mail") Path templates,
    @DefaultValue("200") int subjectLength,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("10s") Duration writeTimeout,
    @DefaultValue("100") int digestShows,
    @DefaultValue("256KB") DataSize digestSize) {

  Digesting digesting() {
    return new Digesting(digestShows, digestSize.toBytes());
  }
}
