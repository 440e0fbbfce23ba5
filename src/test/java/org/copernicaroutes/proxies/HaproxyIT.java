package org.copernicaroutes.proxies;

import java.io.IOException;
import java.nio.file.Path;
import org.copernicaroutes.support.TestCertificate;

/**
 * docs/proxies/haproxy.cfg, run by the HAProxy of this machine: {@code mvn -P nginx verify
 * -Dit.test=HaproxyIT}.
 */
class HaproxyIT extends ProxyContract {

  @Override
  String example() {
    return read("haproxy.cfg");
  }

  @Override
  String withOtherPath() {
    return example().replace("# http-request set-path", "http-request set-path");
  }

  @Override
  String withOtherHost(String host) {
    return Proxy.replaced(
        example(), "http-request del-header Forwarded", "http-request set-header Host " + host);
  }

  @Override
  Proxy run(Path itsFolder, TestCertificate certificate, String config, int door)
      throws IOException {
    return Proxy.haproxy(itsFolder, certificate, config, door);
  }
}
