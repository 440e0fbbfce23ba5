package org.copernicaroutes.signature;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Key bytes: a SubjectPublicKeyInfo, or the bare RSA key inside of one. */
final class RsaKeyBytes {

  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;

  /** SEQUENCE { OID rsaEncryption, NULL } */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private RsaKeyBytes() {}

  /** Null where the text is no RSA key. */
  static @Nullable RSAPublicKey key(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      RSAPublicKey key = decoded(der);
      return key == null ? decoded(wrapped(der)) : key;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable RSAPublicKey decoded(byte[] der) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der))
              instanceof RSAPublicKey key
          ? key
          : null;
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static byte[] wrapped(byte[] bareKey) {
    byte[] unusedBits = {0};
    return element(SEQUENCE, RSA, element(BIT_STRING, unusedBits, bareKey));
  }

  private static byte[] element(int tag, byte[] first, byte[] second) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    element.writeBytes(length(first.length + second.length));
    element.writeBytes(first);
    element.writeBytes(second);
    return element.toByteArray();
  }

  /** In the fewest bytes, as DER has it. */
  private static byte[] length(int length) {
    if (length < 0x80) {
      return new byte[] {(byte) length};
    }
    return length < 0x100
        ? new byte[] {(byte) 0x81, (byte) length}
        : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
  }
}
