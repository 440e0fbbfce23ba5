package org.copernicaroutes.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What config/application-demo.yaml says under {@code copernica.demo}.
 *
 * @param directory emptied at each start
 * @param keyName the DNS name of the demo's key
 * @param pause between two acts
 * @param changes how many changes follow the documented examples
 * @param patience how long to wait for what ought to come out of an act
 * @param quiet how long to watch that nothing comes out of a refused call
 * @param table where the routes write profiles to
 * @param secret what the target checks the signature of forwarded requests with
 */
@ConfigurationProperties("copernica.demo")
record DemoSettings(
    Path directory,
    String keyName,
    Duration pause,
    int changes,
    Duration patience,
    Duration quiet,
    String secret,
    Ports ports,
    CrmTable table) {

  /** Where the demo's own servers listen, on loopback. */
  record Ports(int dns, int mail, int target, int console) {}
}
