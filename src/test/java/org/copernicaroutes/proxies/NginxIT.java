package org.copernicaroutes.proxies;

import java.io.IOException;
import java.nio.file.Path;
import org.copernicaroutes.support.TestCertificate;

/** docs/proxies/nginx.conf, run by the nginx of this machine: {@code mvn -P nginx verify}. */
class NginxIT extends ProxyContract {

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
