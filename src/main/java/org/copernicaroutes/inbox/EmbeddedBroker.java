package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis inside this process, reached in-VM only, its journal under {@code
 * copernica.broker.directory}.
 *
 * <p>Producers are not held back by credits: with little disk left the broker would let them hang,
 * whereas {@link #refusal()} lets the door answer 503 at once.
 */
final class EmbeddedBroker implements Broker {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final AtomicInteger IDS = new AtomicInteger();

  private final BrokerSettings settings;
  private final JournalFailure failure;
  private final int id = IDS.incrementAndGet();
  private final ActiveMQServer server;
  private final ConnectionFactory connections;
  private final ConnectionFactory oneByOne;
  private @Nullable JournalLock lock;

  EmbeddedBroker(BrokerSettings settings, JournalFailure failure) {
    this.settings = settings;
    this.failure = failure;
    this.server =
        ActiveMQServers.newActiveMQServer(new BrokerConfiguration(settings, id).toArtemis());
    this.connections = connections("");
    this.oneByOne = connections("&consumerWindowSize=" + ONE_AHEAD);
  }

  private ConnectionFactory connections(String more) {
    return new ActiveMQConnectionFactory(
        "vm://"
            + id
            + "?producerWindowSize=-1&cacheDestinations=true&reconnectAttempts=0&initialConnectAttempts=1&callTimeout="
            + settings.callTimeout().toMillis()
            + more);
  }

  /**
   * @throws JournalUnusable where another process holds the journal, or it cannot be read
   */
  void start() {
    AtomicReference<Exception> refused = new AtomicReference<>();
    server.registerActivationFailureListener(refused::set);
    server.registerIOCriticalErrorListener(failure);
    try {
      lock = JournalLock.of(settings.directory());
      server.start();
    } catch (JournalUnusable e) {
      throw e;
    } catch (Exception e) {
      refused.compareAndSet(null, e);
    }
    if (refused.get() != null || !server.isActive()) {
      stop();
      throw new JournalUnusable(settings.directory(), refused.get());
    }
    log.info("broker.started journal in {}", settings.directory().toAbsolutePath());
  }

  void stop() {
    try {
      server.stop();
      if (lock != null) {
        lock.release();
      }
    } catch (Exception e) {
      log.warn("broker.stopped in disorder. What was answered 200 is on disk.", e);
    }
  }

  @Override
  public Connection connect() throws JMSException {
    return started(connections);
  }

  @Override
  public Connection connectToTakeOneByOne() throws JMSException {
    return started(oneByOne);
  }

  private static Connection started(ConnectionFactory factory) throws JMSException {
    Connection connection = factory.createConnection();
    connection.start();
    return connection;
  }

  @Override
  public @Nullable String refusal() {
    if (failure.happened()) {
      return "the journal failed";
    }
    return diskIsLow()
        ? "the disk of copernica.broker.directory has less than copernica.broker.min-disk-free = "
            + settings.minDiskFree()
            + " left"
        : null;
  }

  /** One system call; a folder that is gone has no space. A FileStore would read all mounts. */
  private boolean diskIsLow() {
    return settings.directory().toFile().getUsableSpace() < settings.minDiskFree().toBytes();
  }

  @Override
  public Map<String, Depth> depths() {
    Map<String, Depth> depths = new TreeMap<>();
    server
        .getPostOffice()
        .getAllBindings()
        .filter(b -> b.getUniqueName().toString().startsWith("copernica."))
        .filter(b -> b.getBindable() instanceof Queue)
        .forEach(b -> depths.put(b.getUniqueName().toString(), depth((Queue) b.getBindable())));
    return depths;
  }

  @Override
  public Depth depth(String name) {
    Queue queue = server.locateQueue(name);
    return queue == null ? Depth.NONE : depth(queue);
  }

  private static Depth depth(Queue queue) {
    MessageReference first = queue.peekFirstMessage();
    Instant oldest = first == null ? null : Instant.ofEpochMilli(first.getMessage().getTimestamp());
    return new Depth(queue.getMessageCount(), oldest);
  }
}
