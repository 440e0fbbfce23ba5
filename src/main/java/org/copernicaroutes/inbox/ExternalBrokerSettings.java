package org.copernicaroutes.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An Artemis of its own, which several nodes may share.
 *
 * @param url empty: the embedded broker
 * @param user empty: none is shown to the broker
 * @param callTimeout after which a call to a stuck broker fails
 * @param patience how long requests wait for a broker that has just gone away, as in a fail-over,
 *     before they are answered 503
 * @param lookEvery the pause between two looks at the broker: is it there, what do its queues hold,
 *     has it space
 * @param idCacheSize the fewest event ids that it must remember
 */
@ConfigurationProperties("copernica.broker")
record ExternalBrokerSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("8s") Duration callTimeout,
    @DefaultValue("8s") Duration patience,
    @DefaultValue("1s") Duration lookEvery,
    @DefaultValue("100000") int idCacheSize) {

  boolean wanted() {
    return !url.isBlank();
  }

  /** Without the URL, which may hold the password of a key store. */
  @Override
  public String toString() {
    return wanted() ? "an external broker as " + user : "none";
  }
}
