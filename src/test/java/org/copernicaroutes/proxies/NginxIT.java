package org.copernicaroutes.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.copernicaroutes.support.TestCertificate;
import org.junit.jupiter.api.Test;

/** docs/proxies/nginx.conf, run by the nginx of this machine: {@code mvn -P nginx verify}. */
class NginxIT extends ProxyContract {

  /** Other than HAProxy it has taken the whole body before it calls the door. */
  @Test
  void aBodyThatIsTooLargeIsTheDoorsToRefuse() throws Exception {
    try (Proxy proxy = plainProxy()) {
      assertThat(proxy.send(call().body(new byte[LARGEST + 1]).sent()).status()).isIn(413, 502);
      assertThat(app.log()).contains("request.refused reason=too_large the body is larger than");
    }
  }

  @Override
  String example() {
    return read("nginx.conf");
  }

  @Override
  String withOtherPath() {
    return example()
        .replace("# location = /crm/webhooks", "location = /crm/webhooks")
        .replace("#     proxy_pass", "proxy_pass")
        .replace("# }", "}");
  }

  @Override
  String withOtherHost(String host) {
    return Proxy.replaced(example(), "Host $http_host", "Host " + host);
  }

  @Override
  Proxy run(Path itsFolder, TestCertificate certificate, String config, int door)
      throws IOException {
    return Proxy.nginx(itsFolder, certificate, config, door);
  }
}
