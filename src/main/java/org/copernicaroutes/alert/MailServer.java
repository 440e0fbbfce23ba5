package org.copernicaroutes.alert;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.ssl.SslBundles;

/**
 * The mail server of {@code spring.mail.*}, as a session that knows its address and credentials.
 *
 * <p>The password is in the session alone, never in an endpoint's address. Whatever {@code
 * spring.mail.properties.*} says stands; only what it leaves open is filled in.
 */
final class MailServer {

  private static final String SECURE = "smtps";

  private final MailProperties mail;
  private final AlertSettings settings;
  private final SslBundles bundles;

  MailServer(MailProperties mail, AlertSettings settings, SslBundles bundles) {
    this.mail = mail;
    this.settings = settings;
    this.bundles = bundles;
  }

  Session session() {
    if (mail.getJndiName() != null) {
      throw new IllegalStateException(
          "spring.mail.jndi-name is not supported. Set spring.mail.host and what belongs to it.");
    }
    return Session.getInstance(properties(), authenticator());
  }

  private Properties properties() {
    Properties properties = new Properties();
    mail.getProperties().forEach((k, v) -> properties.setProperty(plain(k), v));
    properties.setProperty("mail.smtp.host", mail.getHost() == null ? "localhost" : mail.getHost());
    properties.setProperty("mail.smtp.port", String.valueOf(port()));
    properties.putIfAbsent("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
    properties.putIfAbsent("mail.smtp.timeout", millis(settings.readTimeout()));
    properties.putIfAbsent("mail.smtp.writetimeout", millis(settings.writeTimeout()));
    addCredentials(properties);
    addTls(properties);
    return properties;
  }

  /** The endpoint speaks smtp, with TLS or without: what was said about smtps holds for it. */
  private static String plain(String key) {
    return key.startsWith("mail.smtps.") ? "mail.smtp." + key.substring(11) : key;
  }

  private int port() {
    return mail.getPort() != null ? mail.getPort() : secure() ? 465 : 25;
  }

  /** A bundle alone means TLS from the start; beside STARTTLS it only vouches for the server. */
  private boolean secure() {
    return SECURE.equals(mail.getProtocol())
        || mail.getSsl().isEnabled()
        || mail.getSsl().getBundle() != null && !startTls();
  }

  private boolean startTls() {
    return mail.getProperties().entrySet().stream()
        .filter(p -> p.getKey().matches("mail\\.smtps?\\.starttls\\.(enable|required)"))
        .anyMatch(p -> p.getValue().equals("true"));
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private void addCredentials(Properties properties) {
    if (mail.getUsername() != null) {
      properties.setProperty("mail.smtp.user", mail.getUsername());
      properties.setProperty("mail.smtp.auth", "true");
    }
  }

  private void addTls(Properties properties) {
    if (secure()) {
      properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    String bundle = mail.getSsl().getBundle();
    if (bundle != null) {
      properties.put(
          "mail.smtp.ssl.socketFactory",
          bundles.getBundle(bundle).createSslContext().getSocketFactory());
    }
  }

  private Authenticator authenticator() {
    PasswordAuthentication credentials =
        new PasswordAuthentication(mail.getUsername(), mail.getPassword());
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return credentials;
      }
    };
  }
}
