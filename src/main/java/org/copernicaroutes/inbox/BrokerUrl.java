package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Where the external broker is, as {@code copernica.broker.url} says, and how it is spoken to.
 *
 * <p>Whatever the URL says: a broken connection is never mended unseen, since a transaction that
 * was open on it is gone; a send returns when the broker has synced it; nothing is acknowledged
 * ahead; and producers are not held back by credits, which would let them hang while the broker's
 * disk is full.
 */
final class BrokerUrl implements AutoCloseable {

  private static final int CONNECT_MILLIS = 3_000;
  private static final long BETWEEN_SERVERS_MILLIS = 100;
  private static final long DEAD_AFTER_MILLIS = 20_000;

  private final ActiveMQConnectionFactory connections;
  private final ExternalBrokerSettings settings;

  /**
   * @throws IllegalArgumentException where it cannot be read
   */
  BrokerUrl(ExternalBrokerSettings settings) {
    this.settings = settings;
    this.connections = ours(read(settings.url()));
    for (TransportConfiguration server : connections.getStaticConnectors()) {
      server.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_MILLIS);
    }
  }

  private static ActiveMQConnectionFactory read(String url) {
    try {
      ActiveMQConnectionFactory read = new ActiveMQConnectionFactory(url);
      if (read.getStaticConnectors() != null && read.getStaticConnectors().length > 0) {
        return read;
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(unreadable(), e);
    }
    throw new IllegalArgumentException(unreadable());
  }

  private static String unreadable() {
    return "copernica.broker.url is no address of an Artemis. Set it to tcp://host:61616, or for a"
        + " primary with its backup to (tcp://a:61616,tcp://b:61616)";
  }

  private ActiveMQConnectionFactory ours(ActiveMQConnectionFactory factory) {
    factory.setReconnectAttempts(0);
    factory.setInitialConnectAttempts(1);
    factory.setRetryInterval(BETWEEN_SERVERS_MILLIS);
    factory.setUseTopologyForLoadBalancing(false);
    factory.setCallTimeout(settings.callTimeout().toMillis());
    factory.setBlockOnDurableSend(true);
    factory.setBlockOnNonDurableSend(true);
    factory.setBlockOnAcknowledge(true);
    factory.setPreAcknowledge(false);
    factory.setProducerWindowSize(-1);
    factory.setAutoGroup(false);
    factory.setGroupID(null);
    factory.setCacheDestinations(true);
    factory.setConnectionTTL(DEAD_AFTER_MILLIS);
    factory.setClientFailureCheckPeriod(DEAD_AFTER_MILLIS / 2);
    return factory;
  }

  /** A started connection; the caller closes it. */
  Connection connect() throws JMSException {
    Connection connection = login();
    try {
      connection.start();
      return connection;
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection login() throws JMSException {
    return settings.user().isEmpty()
        ? connections.createConnection()
        : connections.createConnection(settings.user(), settings.password());
  }

  /** Hosts and ports: the URL itself may hold the password of a key store. */
  String places() {
    return Arrays.stream(connections.getStaticConnectors())
        .map(s -> s.getParams().get("host") + ":" + s.getParams().get("port"))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    connections.close();
  }
}
