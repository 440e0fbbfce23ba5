package org.copernicaroutes.operator;

import java.io.IOException;
import java.net.URI;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the receiver was told, as far as the commands that call it need it: read from the same
 * files, variables and arguments in the same order, without starting anything.
 */
record ReceiverSettings(URI admin, String user, String password, PasswordFile file) {

  static ReceiverSettings read(String[] settings) {
    LoggingSystem.get(ReceiverSettings.class.getClassLoader()).beforeInitialize();
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    OperatorSettings operator =
        Binder.get(environment).bindOrCreate("copernica.operator", OperatorSettings.class);
    return new ReceiverSettings(
        admin(environment),
        operator.user(),
        operator.password(),
        new PasswordFile(operator.passwordFile()));
  }

  private static URI admin(PropertyResolver settings) {
    String url = settings.getProperty("url", "");
    return URI.create(url.isEmpty() ? ofThisMachine(settings) : url.replaceAll("/+$", ""));
  }

  private static String ofThisMachine(PropertyResolver settings) {
    String address = settings.getProperty("management.server.address", "");
    return scheme(settings)
        + "://"
        + (isEverywhere(address) ? "127.0.0.1" : bracketed(address))
        + ":"
        + settings.getProperty("management.server.port", "8081")
        + settings.getProperty("management.server.base-path", "");
  }

  private static String scheme(PropertyResolver settings) {
    boolean tls =
        settings.containsProperty("management.server.ssl.bundle")
            || settings.containsProperty("management.server.ssl.key-store")
            || settings.containsProperty("management.server.ssl.certificate");
    return tls && settings.getProperty("management.server.ssl.enabled", Boolean.class, true)
        ? "https"
        : "http";
  }

  private static boolean isEverywhere(String address) {
    return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /**
   * @throws IOException where there is none that this user can read
   */
  String authorization() throws IOException {
    return Credentials.header(user, password.isEmpty() ? file.read() : password);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return admin + " as " + user;
  }
}
