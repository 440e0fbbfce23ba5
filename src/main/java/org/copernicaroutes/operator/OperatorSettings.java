package org.copernicaroutes.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.copernicaroutes.signature.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask for what on the admin port; every one is explained in {@code
 * config/application.yaml}.
 *
 * @param password empty: the one in passwordFile, which is made where it is missing
 * @param hosts further names under which the admin port is served
 * @param tries wrong logins from one address, after which it has to pause
 */
@ConfigurationProperties("copernica.operator")
record OperatorSettings(
    @DefaultValue("operator") String user,
    @DefaultValue("") String password,
    @DefaultValue("data/operator-password") Path passwordFile,
    @DefaultValue List<String> hosts,
    @DefaultValue("10") int tries,
    @DefaultValue("1m") Duration pause) {

  private static final int SHORTEST = 12;

  OperatorSettings {
    hosts = List.copyOf(hosts);
    if (user.isBlank() || user.contains(":")) {
      throw new SettingException(
          "copernica.operator.user is '%s'. Set it to a name without a colon.".formatted(user));
    }
    if (!password.isEmpty() && password.length() < SHORTEST) {
      throw new SettingException(
          ("copernica.operator.password has %d characters. Set it to %d or more, or leave it empty:"
                  + " then a random one is made and kept in copernica.operator.password-file.")
              .formatted(password.length(), SHORTEST));
    }
  }

  boolean hasPassword() {
    return !password.isEmpty();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "user=" + user + " passwordFile=" + passwordFile;
  }
}
