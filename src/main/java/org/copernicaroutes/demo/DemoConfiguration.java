package org.copernicaroutes.demo;

import ch.qos.logback.classic.LoggerContext;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * Puts up the stage: only in the profile {@code demo}, and only beside the receiver's own beans.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@EnableConfigurationProperties(DemoSettings.class)
class DemoConfiguration {

  private static final List<String> PORTS =
      List.of(
          "server.port",
          "management.server.port",
          "copernica.demo.ports.dns",
          "copernica.demo.ports.mail",
          "copernica.demo.ports.target",
          "copernica.demo.ports.console");

  /** The same changes of mind in every run. */
  private static final long SEED = 1;

  /** Runs before any bean exists that would open a file or a port. */
  @Bean
  static BeanFactoryPostProcessor demoFreshStart(Environment environment) {
    return beans -> {
      Path directory = Path.of(environment.getRequiredProperty("copernica.demo.directory"));
      new FreePorts(ports(environment)).check();
      new FreshStart(directory).run();
      System.setProperty(Console.BIND_ADDRESS, "127.0.0.1");
      new Narrator(System.out).say("Starting afresh, with an empty " + directory + " ...");
    };
  }

  private static Map<String, Integer> ports(Environment environment) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    PORTS.forEach(s -> ports.put(s, environment.getRequiredProperty(s, Integer.class)));
    return ports;
  }

  @Bean
  Narrator demoNarrator() {
    return new Narrator(System.out);
  }

  @Bean
  DemoKey demoKey(DemoSettings settings) {
    return DemoKey.make(settings.keyName(), new SecureRandom());
  }

  @Bean
  DemoDns demoDns(DemoKey key, DemoSettings settings) {
    return DemoDns.start(Zone.of(key), settings.ports().dns());
  }

  @Bean
  Mailbox demoMailbox(DemoSettings settings) {
    return Mailbox.start(settings.ports().mail());
  }

  @Bean
  Target demoTarget(DemoSettings settings) {
    return Target.start(settings.ports().target(), new StandardWebhooks(settings.secret()));
  }

  @Bean
  CrmAddress demoCrmAddress(Environment environment) {
    return new CrmAddress(
        environment.getRequiredProperty("spring.datasource.url"),
        environment.getRequiredProperty("spring.datasource.username"),
        environment.getRequiredProperty("spring.datasource.password"));
  }

  @Bean
  Crm demoCrm(CrmAddress address, DemoSettings settings) {
    return Crm.open(address, settings.table());
  }

  @Bean
  Console demoConsole(CrmAddress address, DemoSettings settings) {
    return Console.open(settings.ports().console(), address);
  }

  @Bean
  RefusalLog demoRefusals() {
    return RefusalLog.attach((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  @Bean
  Player.Watchers demoWatchers(List<Onlooker> onlookers, RefusalLog refusals, Narrator narrator) {
    return new Player.Watchers(new Audience(onlookers, narrator), refusals, narrator);
  }

  @Bean
  Stage demoStage(
      DemoKey key,
      Player.Watchers watchers,
      Console console,
      Environment environment,
      DemoSettings settings) {
    return new Stage(
        watchers.narrator(),
        settings.changes(),
        port -> {
          Copernica copernica = copernica(key, port, environment);
          ZoneId zone = ZoneId.of(environment.getRequiredProperty("copernica.time-zone"));
          Player player =
              new Player(copernica, zone, new Door(copernica.door()), watchers, settings);
          return new Performance(
              player,
              playbill(copernica, console, environment, settings),
              watchers.narrator(),
              new Random(SEED));
        });
  }

  private static Copernica copernica(DemoKey key, int port, Environment environment) {
    String path = environment.getRequiredProperty("copernica.callback.path");
    return new Copernica(
        key,
        environment.getRequiredProperty("copernica.accounts", Long.class),
        URI.create("http://localhost:" + port + path),
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static Playbill playbill(
      Copernica copernica, Console console, Environment environment, DemoSettings settings) {
    return new Playbill(
        copernica,
        settings,
        console,
        "http://localhost:"
            + environment.getRequiredProperty("local.management.port")
            + "/actuator/health",
        environment.getRequiredProperty("copernica.routes"),
        environment.getRequiredProperty("logging.file.name"));
  }
}
