package org.copernicaroutes.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The process of a {@link BrokerProcess}: an Artemis with the broker.xml that it is given, and two
 * users. It ends with the process that started it.
 */
final class Artemis {

  private static final String READY = "ready";

  private Artemis() {}

  /**
   * @param args broker.xml
   */
  public static void main(String[] args) throws Exception {
    endWithParent();
    FileConfiguration broker = new FileConfiguration();
    FileDeploymentManager files = new FileDeploymentManager(Path.of(args[0]).toUri().toString());
    files.addDeployable(broker);
    files.readConfiguration();
    broker.setJMXManagementEnabled(false);
    new ActiveMQServerImpl(broker, users()).start();
    Files.writeString(Path.of(args[0]).resolveSibling(READY), "");
  }

  static Path ready(Path folder) {
    return folder.resolve(READY);
  }

  private static ActiveMQJAASSecurityManager users() {
    return new ActiveMQJAASSecurityManager(
        InVMLoginModule.class.getName(),
        new SecurityConfiguration(
            Map.of(BrokerProcess.USER, BrokerProcess.PASSWORD, "stranger", "stranger"),
            Map.of(BrokerProcess.USER, List.of("copernica"), "stranger", List.of("strangers"))));
  }

  private static void endWithParent() {
    Thread watch = new Thread(Artemis::waitForParent);
    watch.setDaemon(true);
    watch.start();
  }

  private static void waitForParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said
      }
    } catch (IOException e) {
      // the same as an end
    }
    Runtime.getRuntime().halt(0);
  }
}
