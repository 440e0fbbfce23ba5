package org.copernicaroutes.crm;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code copernica.crm.*}.
 *
 * @param migrate whether we make our own table; false: a DBA does
 * @param connectTimeout for a new connection to the database server
 * @param socketTimeout for an answer of the database server
 * @param metadataAge how long tables and columns are remembered
 * @param databases those beside spring.datasource, by name
 */
@ConfigurationProperties(CrmSettings.PREFIX)
record CrmSettings(
    @DefaultValue("true") boolean migrate,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration socketTimeout,
    @DefaultValue("1m") Duration metadataAge,
    @DefaultValue Map<String, Database> databases) {

  static final String PREFIX = "copernica.crm";

  /**
   * {@code copernica.crm.databases.<name>.*}.
   *
   * @param connectionTimeout for a free connection of the pool
   */
  record Database(
      @DefaultValue("") String url,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      @DefaultValue("10") int maximumPoolSize,
      @DefaultValue("5s") Duration connectionTimeout) {}

  CrmSettings {
    databases = asWritten(databases);
  }

  /** An environment variable leaves out the hyphens of a name that a file has with them. */
  private static Map<String, Database> asWritten(Map<String, Database> databases) {
    Map<String, Database> distinct =
        new TreeMap<>(Comparator.comparing(name -> name.replace("-", "")));
    databases.keySet().stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .forEach(name -> distinct.putIfAbsent(name, databases.get(name)));
    return distinct;
  }
}
