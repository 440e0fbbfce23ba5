package org.copernicaroutes.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Key bytes: a SubjectPublicKeyInfo, or the bare RSA key inside of one. */
final class RsaKeyBytes {

  /** SEQUENCE { OID rsaEncryption, NULL } */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private RsaKeyBytes() {}

  static @Nullable RSAPublicKey key(byte[] der) {
    RSAPublicKey key = decoded(der);
    return key == null ? decoded(wrapped(der)) : key;
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
    byte[] bits = element(0x03, new byte[] {0}, bareKey);
    return element(0x30, RSA, bits);
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    List<byte[]> all = new ArrayList<>(List.of(parts));
    all.add(0, new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length});
    byte[] joined = new byte[length + 4];
    int at = 0;
    for (byte[] part : all) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
