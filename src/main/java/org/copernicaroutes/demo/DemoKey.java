package org.copernicaroutes.demo;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;

/**
 * The key that the demo's Copernica signs with, and the DNS name that it says its public half has.
 */
record DemoKey(String name, KeyPair pair) {

  private static final int BITS = 2048;

  static DemoKey make(String name, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS, random);
      return new DemoKey(name, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot make RSA keys.", e);
    }
  }

  /** RSASSA-PKCS1-v1_5 over SHA-256, in base64. */
  String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot sign with RSA.", e);
    }
  }

  /** The TXT record that publishes the public half. */
  String record() {
    return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** The name only: the private half is nobody's business. */
  @Override
  public String toString() {
    return name;
  }
}
