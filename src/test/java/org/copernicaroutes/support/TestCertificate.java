package org.copernicaroutes.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of {@link SignedRequest#HOST}, made anew, as PEM files and as a client's trust. */
public final class TestCertificate {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store;

  private TestCertificate(KeyStore store) {
    this.store = store;
  }

  /**
   * @param folder an empty one of its own
   */
  public static TestCertificate in(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path file = folder.resolve("made.p12");
    Files.deleteIfExists(file);
    makeKeyPair(file);
    TestCertificate made = new TestCertificate(KeyStore.getInstance(file.toFile(), PASSWORD));
    made.write(folder);
    return made;
  }

  public Certificate certificate() throws GeneralSecurityException {
    return store.getCertificate("door");
  }

  /** Trusts this certificate and no other. */
  public SSLContext trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("door", certificate());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** A connection whose handshake is still to come. */
  public SSLSocket connect(int port) throws IOException, GeneralSecurityException {
    return (SSLSocket)
        trust().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
  }

  /** The same over a connection that is there. */
  public SSLSocket over(Socket connected) throws IOException, GeneralSecurityException {
    return (SSLSocket)
        trust()
            .getSocketFactory()
            .createSocket(connected, SignedRequest.HOST, connected.getPort(), true);
  }

  private void write(Path folder) throws IOException, GeneralSecurityException {
    String key = pem("PRIVATE KEY", store.getKey("door", PASSWORD).getEncoded());
    String chain = pem("CERTIFICATE", certificate().getEncoded());
    Files.writeString(folder.resolve("privkey.pem"), key);
    Files.writeString(folder.resolve("fullchain.pem"), chain);
    Files.writeString(folder.resolve("both.pem"), chain + key);
  }

  private static String pem(String kind, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }

  private static void makeKeyPair(Path file) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias door -keyalg EC -groupname secp256r1 -validity 2"
                        + " -storetype PKCS12 -storepass changeit -dname CN="
                        + SignedRequest.HOST
                        + " -ext san=dns:localhost,ip:127.0.0.1,dns:"
                        + SignedRequest.HOST
                        + " -keystore "
                        + file)
                    .split(" "))
            .inheritIO()
            .start();
    try {
      if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
        throw new IOException("keytool made no certificate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
