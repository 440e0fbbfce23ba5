package org.copernicaroutes.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.copernicaroutes.callback.CapturedRequest;
import org.copernicaroutes.callback.CapturedRequest.Header;

/** The request of copernica-spec.md 4.4, byte by byte. Its private key exists no more. */
final class WorkedVector {

  static final String P =
      "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyfagNMAPKKf6KEvPO6Azi+wmk8l0VB6mqm/j"
          + "flHaA8tfFRvKfbt0NXXPCuLTOqqWR2g7/3lV/KInEStf+mFWMHOn95ptK7jinQZMYKfnV/5CcEbrG/Eb"
          + "cscpD12WGKiLsdRfekl8xjpQjDVmUYUG+gm6PPXR6V/zXQwtT7PbK6OLRWNWE6YNVwssd3vsx990i10/"
          + "obnVN/dPAZhnCfxiboR/M9j7J18hJx5fiD8LWRTCaksHa+x8DB7SWeY98XuP2HoxnebztMezE5Hp1Elr"
          + "rUY/nhX13x+PZ4lDfYjiYxOXu/RTAOiLevAigGzMxhnYu8IkU56oPYwDQ5XFv3cJ9wIDAQAB";

  private static final String BODY =
      "type=update&profile=4711&database=9&fields%5Bmail%5D=zoe%40example.org&fields%5B"
          + "first+name%5D=Zo%C3%AB&interests%5B%5D=tea&time=1735689600&timestamp=2025-01-01+"
          + "01%3A00%3A00";

  private static final String SIGNATURE =
      "xqkO/76LCn/obLtEJddcac+Is+K20Azzx4vHE5L+KvE5swkPta0gAZj1+FPU9cKUy5jrDTOvvIYY5h3I"
          + "z3nBs5PIV8dhFIthhjm2CBeOfMipRK3MeOB6Bnv4XdkW7al+qQ6dXropmNXgMVSrTiFwGPSsUViFTJ6M"
          + "yZmbpBXHvhQdbOMJaTFOfvXF2xqyB/yI/wxEuLW0kFxoJBzeUy4jJCmAL9baOLnXprSMOGNjzBhaq9tb"
          + "TB+k5N6DEF8KE05O9UgiDEd4kH+qmYTf9+j/pBHUKkn/hk71QQy9d29guCJi1d8ZL+uP+j1bQEAxHo2O"
          + "M5GUkVMMaNftks0ICjZ+Ng==";

  static final CapturedRequest REQUEST =
      new CapturedRequest(
          "POST",
          "/hooks/copernica?src=a%20b",
          List.of(
              new Header("Host", "rx.example.org"),
              new Header("Date", "Wed, 01 Jan 2025 00:00:00 GMT"),
              new Header("Content-Length", "172"),
              new Header("Content-Type", "application/x-www-form-urlencoded"),
              new Header("X-Copernica-ID", "account-77"),
              new Header("Digest", "SHA-256=r8zCvquEv+B5qsijQdaTnqAbEiGX3vehQVuK8wMBXrM="),
              new Header("X-Nonce", "k3v9q1"),
              new Header(
                  "Signature",
                  "keyId=\"a._domainkey.copernica.com\",algorithm=\"rsa-sha256\",headers=\""
                      + "(request-target) host date content-length content-type x-copernica-id"
                      + " digest x-nonce\",signature=\""
                      + SIGNATURE
                      + "\"")),
          BODY.getBytes(StandardCharsets.UTF_8),
          Instant.parse("2025-01-01T00:00:00Z"));

  private WorkedVector() {}
}
