package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;

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

  private static final Set<String> OF_THE_URL = Set.of("ha", "type");

  private final ActiveMQConnectionFactory connections;
  private final ActiveMQConnectionFactory oneByOne;
  private final ExternalBrokerSettings settings;

  /**
   * @throws IllegalArgumentException where it cannot be read
   */
  BrokerUrl(ExternalBrokerSettings settings) {
    this.settings = settings;
    this.connections = ours(read(settings.url()));
    this.oneByOne = ours(read(settings.url()));
    oneByOne.setConsumerWindowSize(Broker.ONE_AHEAD);
  }

  private static ActiveMQConnectionFactory read(String url) {
    ActiveMQConnectionFactory read = parsed(url);
    TransportConfiguration[] servers = read.getStaticConnectors();
    if (servers == null || servers.length == 0) {
      throw unreadable();
    }
    for (TransportConfiguration server : servers) {
      requireUnderstood(server, new BeanWrapperImpl(read));
    }
    return read;
  }

  /** Without the cause: it quotes the URL, which may hold the password of a key store. */
  private static ActiveMQConnectionFactory parsed(String url) {
    try {
      return new ActiveMQConnectionFactory(url);
    } catch (RuntimeException e) {
      throw unreadable();
    }
  }

  /** What nobody knows is left out by the client: {@code sslEnable=true} would be no TLS. */
  private static void requireUnderstood(TransportConfiguration server, BeanWrapper client) {
    if (String.valueOf(server.getParams().get("host")).equals("null")) { // nor is the port a number
      throw unreadable();
    }
    for (String name : server.getExtraParams().keySet()) {
      if (!OF_THE_URL.contains(name) && !client.isWritableProperty(name)) {
        throw new IllegalArgumentException(
            "copernica.broker.url has the parameter " + name + ", which Artemis does not know");
      }
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "copernica.broker.url is no address of an Artemis. Set it to tcp://host:61616, or for a"
            + " primary with its backup to (tcp://a:61616,tcp://b:61616). In a password after ?"
            + " write other signs than letters and digits as in a URL: % as %25, ^ as %5E");
  }

  private ActiveMQConnectionFactory ours(ActiveMQConnectionFactory factory) {
    for (TransportConfiguration server : factory.getStaticConnectors()) {
      server.getParams().putIfAbsent(TransportConstants.NETTY_CONNECT_TIMEOUT, CONNECT_MILLIS);
    }
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
    return connect(connections);
  }

  /** One whose consumers have at most one event fetched ahead. */
  Connection connectToTakeOneByOne() throws JMSException {
    return connect(oneByOne);
  }

  private Connection connect(ActiveMQConnectionFactory factory) throws JMSException {
    Connection connection = login(factory);
    try {
      connection.start();
      return connection;
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection login(ActiveMQConnectionFactory factory) throws JMSException {
    return settings.user().isEmpty()
        ? factory.createConnection()
        : factory.createConnection(settings.user(), settings.password());
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
    oneByOne.close();
  }
}
