package org.copernicaroutes.inbox;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.copernicaroutes.inbox.BrokerRequirements.Fault;
import org.jspecify.annotations.Nullable;

/**
 * An Artemis in another process, or a primary with its backup, which several nodes may share.
 *
 * <p>Every connection is checked before it is used: after a fail-over it may lead to a broker with
 * other settings. A thread of its own looks at the broker; what it saw last is what the door,
 * health and metrics go by, so that none of them waits for a broker that is away.
 */
final class ExternalBroker implements Broker {

  private static final Duration RETRY = Duration.ofMillis(200);
  private static final long STOP_SECONDS = 10;

  private final ExternalBrokerSettings settings;
  private final BrokerUrl url;
  private final BrokerLook look;
  private final BrokerLog log;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread looking = new Thread(this::keepLooking, "broker-look");
  private volatile BrokerState state = BrokerState.NOT_SEEN;
  private volatile Instant lastSeen;

  /**
   * @throws IllegalArgumentException where the URL cannot be read
   */
  ExternalBroker(ExternalBrokerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.lastSeen = clock.instant();
    this.url = new BrokerUrl(settings);
    this.look =
        new BrokerLook(new BrokerRequirements(settings.idCacheSize()), settings.callTimeout());
    this.log = new BrokerLog(url.places(), look.requirements(), clock);
  }

  /** Does not wait for the broker, which may come later than we do. */
  void start() {
    looking.start();
  }

  void stop() {
    stop.countDown();
    try {
      looking.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    url.close();
  }

  @Override
  public Connection connect() throws JMSException {
    return fit(open(), Fault::stored);
  }

  @Override
  public Connection connectToTake() throws JMSException {
    return fit(open(), f -> true);
  }

  @Override
  public Connection connectToTakeOneByOne() throws JMSException {
    return fit(open(url::connectToTakeOneByOne), f -> true);
  }

  /** While it is away the connections say so themselves. */
  @Override
  public boolean mayTake() {
    BrokerState seen = state;
    return seen.away() != null || seen.faults().isEmpty();
  }

  private interface Connecting {
    Connection connect() throws JMSException;
  }

  private Connection fit(Connection connection, Predicate<Fault> matters) throws JMSException {
    try (BrokerManagement management = look.open(connection)) {
      BrokerState now = look.at(management);
      if (now.faults().stream().anyMatch(matters)) {
        throw new BrokerAway("the broker is not set as events need");
      }
      if (!now.depths().containsKey(Queues.INBOX)) {
        management.make(Queues.INBOX); // while nothing is taken, nobody else would
      }
      return connection;
    } catch (JMSSecurityException e) {
      connection.close();
      throw new BrokerAway("the broker does not let us look at it", e);
    } catch (JMSException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection open() throws JMSException {
    return open(url::connect);
  }

  private static Connection open(Connecting connecting) throws JMSException {
    try {
      return connecting.connect();
    } catch (JMSException e) {
      throw new BrokerAway("the broker is away", e);
    }
  }

  @Override
  public @Nullable String refusal() {
    return state.refusal();
  }

  @Override
  public @Nullable String holdUp() {
    return state.holdUp();
  }

  @Override
  public Map<String, Depth> depths() {
    return state.depths();
  }

  @Override
  public boolean comesBack() {
    Instant limit = lastSeen.plus(settings.patience());
    while (state.mayComeBack() && clock.instant().isBefore(limit)) {
      if (takesMore()) {
        return true;
      }
      if (!pause(RETRY)) {
        return false;
      }
    }
    return false;
  }

  private boolean takesMore() {
    try {
      connect().close();
      return true;
    } catch (JMSException | RuntimeException e) {
      return false;
    }
  }

  /** False once it is to stop. */
  private boolean pause(Duration duration) {
    try {
      return !stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return stop.getCount() > 0;
    }
  }

  private void keepLooking() {
    do {
      try (Connection connection = open()) {
        keepLooking(connection);
      } catch (JMSException | RuntimeException | Error e) {
        lost(e);
      }
    } while (pause(settings.lookEvery()));
  }

  private void keepLooking(Connection connection) throws JMSException {
    try (BrokerManagement management = look.open(connection)) {
      do {
        become(look.at(management));
      } while (pause(settings.lookEvery()));
    } catch (JMSSecurityException e) {
      become(BrokerLook.closed(e));
    }
  }

  /** Looking ends for nothing: what was seen last would hold for good. */
  private void lost(Throwable e) {
    try {
      become(state.lost(e));
    } catch (RuntimeException | Error unsaid) {
      // the next look matters more
    }
  }

  private void become(BrokerState next) {
    BrokerState before = state;
    state = next;
    log.changed(before, next, lastSeen);
    lastSeen = next.away() == null ? clock.instant() : lastSeen;
  }

  /** As it is now, and not as it was seen last. */
  BrokerState seenNow() throws JMSException {
    try (Connection connection = open();
        BrokerManagement management = look.open(connection)) {
      return look.at(management);
    }
  }
}
