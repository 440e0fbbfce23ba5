package org.copernicaroutes.signature;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/** A public key that Copernica publishes. */
record DkimKey(RSAPublicKey key) {

  int bits() {
    return key.getModulus().bitLength();
  }

  boolean made(SignatureHeader header, SigningString string) {
    try {
      Signature signature = Signature.getInstance(header.algorithm().javaName());
      signature.initVerify(key);
      signature.update(string.bytes());
      return signature.verify(header.signature());
    } catch (SignatureException e) {
      return false; // not of the key's length, or not padded as it should be
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot verify " + header.algorithm(), e);
    }
  }
}
