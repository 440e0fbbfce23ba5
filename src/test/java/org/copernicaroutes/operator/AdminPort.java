package org.copernicaroutes.callback;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where the management context came up. */
final class AdminPort implements ApplicationListener<ServletWebServerInitializedEvent> {

  private volatile InetSocketAddress bound = InetSocketAddress.createUnresolved("nowhere", 0);

  @Override
  public void onApplicationEvent(ServletWebServerInitializedEvent event) {
    if ("management".equals(event.getApplicationContext().getServerNamespace())) {
      Object address =
          ((TomcatWebServer) event.getWebServer())
              .getTomcat()
              .getConnector()
              .getProperty("address");
      bound = new InetSocketAddress((InetAddress) address, event.getWebServer().getPort());
    }
  }

  InetSocketAddress bound() {
    return bound;
  }
}
