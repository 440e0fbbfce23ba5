package org.copernicaroutes.signature;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code copernica.signature.*}; every setting is explained in config/application.yaml. */
@ConfigurationProperties("copernica.signature")
record SignatureSettings(
    @DefaultValue("300s") Duration maxAge,
    @DefaultValue("60s") Duration maxSkew,
    @DefaultValue("copernica.com") String keyDomain,
    @DefaultValue("1000") int keyCount,
    @DefaultValue("1h") Duration keyMaxStale,
    @DefaultValue("10s") Duration keyRefetchInterval,
    @DefaultValue("") String dnsServers,
    @DefaultValue("1s") Duration dnsTimeout,
    @DefaultValue("3") int dnsTries,
    @DefaultValue("64") int dnsLookups,
    @DefaultValue("data/seen-key-names") Path seenNames,
    @DefaultValue("90d") Duration seenNamesAge,
    @DefaultValue("5") int logLines) {

  Freshness freshness() {
    return new Freshness(maxAge, maxSkew);
  }

  NameServers nameServers() {
    return NameServers.of(dnsServers, dnsTimeout, dnsTries);
  }

  SeenNames.Limits seenLimits() {
    return new SeenNames.Limits(keyCount, seenNamesAge);
  }

  KeyCaching keyCaching() {
    return new KeyCaching(keyCount, keyMaxStale, keyRefetchInterval, dnsLookups);
  }
}
