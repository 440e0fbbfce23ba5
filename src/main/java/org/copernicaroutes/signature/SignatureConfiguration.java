package org.copernicaroutes.signature;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.copernicaroutes.callback.PublicUrl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignatureSettings.class)
class SignatureConfiguration {

  @Bean
  Rules signatureRules(
      @Value("${copernica.accounts:}") String accounts,
      @Value("${copernica.callback.hosts:}") String hosts,
      @Value("${copernica.callback.public-url:}") String publicUrl,
      SignatureSettings settings) {
    Optional<PublicUrl> url = PublicUrl.of(publicUrl);
    return new Rules(
        Accounts.of(accounts),
        Hosts.of(url.map(PublicUrl::host).orElse(hosts)),
        url,
        settings.freshness(),
        settings.keyDomain().toLowerCase(Locale.ROOT));
  }

  @Bean
  SeenNames seenKeyNames(SignatureSettings settings, Clock clock) {
    return new SeenNames(settings.seenNames(), settings.seenLimits(), clock);
  }

  @Bean
  DkimKeys dkimKeys(SignatureSettings settings, SeenNames seen, Clock clock) {
    return new DkimKeys(
        new DnsTxt(settings.nameServers()), settings.keyCaching(), seen, steady(clock));
  }

  @Bean
  SignatureCheck requestCheck(Rules rules, DkimKeys keys, SeenNames seen) {
    return new SignatureCheck(rules, keys, seen);
  }

  /** The step of the door's route. */
  @Bean("signatureCheck")
  SignatureCheckProcessor signatureCheck(SignatureCheck check, RecentIds recent, VerdictLog log) {
    return new SignatureCheckProcessor(check, recent, log);
  }

  @Bean
  VerdictLog verdictLog(MeterRegistry meters, Clock clock, SignatureSettings settings) {
    return new VerdictLog(meters, steady(clock), settings.logLines());
  }

  @Bean
  RecentIds recentIds(SignatureSettings settings, Clock clock) {
    return new RecentIds(steady(clock), settings.maxAge().plus(settings.maxSkew()));
  }

  private static SteadyClock steady(Clock clock) {
    return new SteadyClock(clock, System::nanoTime);
  }
}
