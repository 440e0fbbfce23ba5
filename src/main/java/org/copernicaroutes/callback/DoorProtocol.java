package org.copernicaroutes.callback;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Parts with callers who hold a connection without a request on it.
 *
 * <p>Tomcat allows {@code server.tomcat.connection-timeout} between two reads, so that a byte now
 * and then holds a connection for ever; here all headers have that time together. While a third of
 * the connections are taken, headers, a connection without a request, and a request whose body is
 * still to come have one second: so who calls anew finds a place, however many there are that
 * dawdle. At other times a connection without a request has {@code
 * server.tomcat.keep-alive-timeout}.
 *
 * <p>Public because Tomcat makes it by its name.
 */
public final class DoorProtocol extends Http11NioProtocol {

  private static final long PERIOD = 500;
  private static final Duration IN_A_CROWD = Duration.ofSeconds(1);

  /** Any answer fits into the socket's buffer: who is so late to read it has left many unread. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(1);

  private @Nullable ScheduledFuture<?> sweeping;

  @Override
  public void start() throws Exception {
    super.start();
    sweeping =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::keepSweeping, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    super.stop();
  }

  /** A sweep that threw would be the last one, and a request may end while it is looked at. */
  private void keepSweeping() {
    try {
      sweep();
    } catch (RuntimeException | Error e) {
      getLog().debug("the next sweep looks again", e);
    }
  }

  private void sweep() {
    boolean crowd = getConnectionCount() > getMaxConnections() / 3L;
    long patience = crowd ? IN_A_CROWD.toMillis() : orForEver(getConnectionTimeout());
    long silence = crowd ? IN_A_CROWD.toMillis() : orForEver(getKeepAliveTimeout());
    for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
      connection.setWriteTimeout(ANSWER_PATIENCE.toMillis());
      if (headersAreLate(connection, patience) || isWithoutRequest(connection, silence)) {
        // as Tomcat does when a read timed out: in turn with whatever else is done to it
        connection.processSocket(SocketEvent.ERROR, true);
      } else if (crowd && connection.getCurrentProcessor() instanceof AbstractProcessor processor) {
        hurry(processor, patience);
      }
    }
  }

  /** To Tomcat -1 is no time-out. */
  private static long orForEver(int millis) {
    return millis < 0 ? Integer.MAX_VALUE : millis;
  }

  /**
   * As when the deadline of the whole request has passed; a body that is complete has all of it.
   */
  private static void hurry(AbstractProcessor processor, long millis) {
    if (processor.isAsync()
        && !processor.getRequest().isFinished()
        && isBefore(processor.getRequest().getStartTimeNanos(), millis)) {
      processor.timeoutAsync(-1);
    }
  }

  /** Between two reads of its headers a request is at the stage "ended", without being at work. */
  private static boolean headersAreLate(SocketWrapperBase<NioChannel> connection, long millis) {
    return connection.getCurrentProcessor() instanceof AbstractProcessor processor
        && !processor.isAsync()
        && processor.getRequest().getRequestProcessor().getStage() == Constants.STAGE_ENDED
        && isBefore(processor.getRequest().getStartTimeNanos(), millis);
  }

  private static boolean isBefore(long startNanos, long millis) {
    return startNanos >= 0 && System.nanoTime() - startNanos > millis * 1_000_000;
  }

  /**
   * Since its beginning or last answer. Of what comes meanwhile nothing counts: over TLS it may be
   * a record that drips and is nothing yet, and empty lines are nothing either.
   */
  private static boolean isWithoutRequest(SocketWrapperBase<NioChannel> connection, long millis) {
    return connection.getCurrentProcessor() == null
        && connection instanceof NioSocketWrapper socket
        && System.currentTimeMillis() - socket.getLastWrite() > millis
        && !isAtWork(connection);
  }

  /** A thread that has begun with it holds its lock, and has taken its processor. */
  private static boolean isAtWork(SocketWrapperBase<NioChannel> connection) {
    boolean free = connection.getLock().tryLock();
    if (free) {
      connection.getLock().unlock();
    }
    return !free;
  }
}
