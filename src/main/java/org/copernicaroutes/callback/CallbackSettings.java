package org.copernicaroutes.callback;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the door behaves; every one is explained in {@code config/application.yaml}.
 *
 * @param path the only path that is served, compared as it stands in the request line
 * @param hosts accepted Host values; without a port: any port. Empty only where there is a
 *     publicUrl, whose host is then the accepted one
 * @param publicUrl empty, or what {@link PublicUrl} reads
 * @param trustedProxies what {@link TrustedProxies} reads
 * @param maxBodySize larger bodies are answered 413
 * @param deadline from the end of the request's headers to its answer
 * @param maxBytesInFlight all bodies together that are arriving or wait for their commit; at least
 *     two of maxBodySize, since one may take no more than it leaves
 */
@ConfigurationProperties("copernica.callback")
public record CallbackSettings(
    @DefaultValue("/copernica/callback") String path,
    @DefaultValue List<String> hosts,
    @DefaultValue("") String publicUrl,
    @DefaultValue("warn") PlainHttp plainHttp,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("8MB") DataSize maxBodySize,
    @DefaultValue("10s") Duration deadline,
    @DefaultValue("64MB") DataSize maxBytesInFlight) {

  public CallbackSettings {
    hosts = List.copyOf(hosts);
    trustedProxies = List.copyOf(trustedProxies);
    if (!path.matches("/[A-Za-z0-9._~/-]*") || path.contains("//") || path.contains("/.")) {
      throw new IllegalArgumentException(
          "copernica.callback.path is '%s'. Set it to a plain path such as /copernica/callback."
              .formatted(path));
    }
    TrustedProxies.of(trustedProxies);
    if (PublicUrl.of(publicUrl).isEmpty() && hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "copernica.callback.hosts is empty. Set it in config/application.yaml or as"
              + " COPERNICA_CALLBACK_HOSTS to the host name in the URL that Copernica calls.");
    }
    requireAtLeastOne("max-body-size", maxBodySize.toBytes());
    requireAtLeastOne("deadline", deadline.toMillis());
    if (maxBodySize.toBytes() >= Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "copernica.callback.max-body-size is %s. Set it below 2GB.".formatted(maxBodySize));
    }
    if (maxBytesInFlight.toBytes() / 2 < maxBodySize.toBytes()) {
      throw new IllegalArgumentException(
          ("copernica.callback.max-bytes-in-flight is %s, less than two bodies of max-body-size %s."
                  + " Set it to several times that.")
              .formatted(maxBytesInFlight, maxBodySize));
    }
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "copernica.callback.%s is %d. Set it above zero.".formatted(name, value));
    }
  }
}
