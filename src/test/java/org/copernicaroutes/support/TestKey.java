package org.copernicaroutes.support;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/** An RSA key pair made for this run, as Copernica would hold one. */
public final class TestKey {

  /** What {@link SignedRequest#valid()} signs with. */
  public static final TestKey ONE = rsa(2048);

  public static final TestKey TWO = rsa(2048);

  private final KeyPair pair;

  private TestKey(KeyPair pair) {
    this.pair = pair;
  }

  public static TestKey rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TestKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** DER of the SubjectPublicKeyInfo. */
  public byte[] publicKey() {
    return pair.getPublic().getEncoded();
  }

  /** The {@code p=} of the key. */
  public String publicBase64() {
    return Base64.getEncoder().encodeToString(publicKey());
  }

  /** The TXT record that publishes the key. */
  public String dkim() {
    return "v=DKIM1; k=rsa; p=" + publicBase64();
  }

  /**
   * @param algorithm Java's name, such as {@code SHA256withRSA}
   */
  public byte[] sign(String algorithm, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RSASSA-PSS, which nobody asked for. */
  public byte[] signPss(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
