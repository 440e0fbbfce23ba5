package org.copernicaroutes.operator;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.copernicaroutes.signature.SettingException;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What the receiver was told, as far as the commands that call it need it: read from the same
 * files, variables and arguments in the same order, without starting anything.
 */
record ReceiverSettings(URI admin, String user, String password, PasswordFile file) {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * @param url of another receiver's admin port; empty: that of this one
   * @throws NotDone where they cannot be used
   */
  static ReceiverSettings read(String[] settings, String url) {
    try {
      return of(environment(settings), url);
    } catch (NotDone e) {
      throw e;
    } catch (RuntimeException e) {
      throw NotDone.notUnderstood("The settings cannot be used: " + words(e));
    }
  }

  /** What is wrong with a setting of ours is said by what is at the bottom of it. */
  private static String words(RuntimeException e) {
    return NestedExceptionUtils.getMostSpecificCause(e) instanceof SettingException ours
        ? String.valueOf(ours.getMessage())
        : String.valueOf(e.getMessage());
  }

  private static ConfigurableEnvironment environment(String[] settings) {
    LoggingSystem.get(ReceiverSettings.class.getClassLoader()).beforeInitialize();
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  private static ReceiverSettings of(ConfigurableEnvironment environment, String url) {
    OperatorSettings operator =
        Binder.get(environment).bindOrCreate("copernica.operator", OperatorSettings.class);
    return new ReceiverSettings(
        address(url.isEmpty() ? ofThisMachine(environment) : url.replaceAll("/+$", "")),
        operator.user(),
        operator.password(),
        new PasswordFile(operator.passwordFile()));
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      if (SCHEMES.contains(address.getScheme())
          && address.getHost() != null
          && address.getPort() <= HIGHEST_PORT) {
        return address;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw NotDone.notUnderstood(
        "`%s` is no address of an admin port: say --url=http://host:8081, or set management.server.address and port."
            .formatted(text));
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
