package org.copernicaroutes.forward;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of one http-forward-sink: it sends what it is given, once, and looks at the
 * status alone.
 *
 * <p>It connects to {@link PermittedAddresses} alone. No redirect is followed, no cookie kept,
 * nothing repeated. The answer's body is read up to a size, so that its connection can be used
 * again, and thrown away; what is longer costs the connection.
 */
record ForwardClient(Duration timeout, ForwardSettings settings) {

  void configure(HttpClientBuilder builder) {
    builder
        .setUserAgent("copernica-routes")
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableAuthCaching()
        .setConnectionManager(connections())
        .setConnectionManagerShared(false)
        .setDefaultRequestConfig(requests())
        .addExecInterceptorFirst("discard-body", this::discardBody);
  }

  private PoolingHttpClientConnectionManager connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(
            new PermittedAddresses(SystemDefaultDnsResolver.INSTANCE, settings.allowedAddresses()))
        .setMaxConnPerRoute(settings.connections())
        .setMaxConnTotal(settings.connections())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeout))
                .setSocketTimeout(Timeout.of(timeout))
                .build())
        .build();
  }

  private RequestConfig requests() {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(timeout))
        .setResponseTimeout(Timeout.of(timeout))
        .build();
  }

  private ClassicHttpResponse discardBody(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(request, scope);
    if (response.getEntity() != null) {
      discard(response);
      response.setEntity(null);
    }
    return response;
  }

  /** The status is what counts: an answer that breaks off after it has still been given. */
  private void discard(ClassicHttpResponse response) throws IOException {
    try {
      InputStream body = response.getEntity().getContent();
      body.readNBytes((int) settings.maxResponseSize().toBytes());
      if (body.read() >= 0) {
        response.close();
      }
    } catch (IOException e) {
      response.close();
    }
  }
}
