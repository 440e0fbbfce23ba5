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
 * and then holds a connection for ever; here all headers have that time together. While three in
 * four connections are taken, they and a silent connection have one second.
 *
 * <p>Public because Tomcat makes it by its name.
 */
public final class DoorProtocol extends Http11NioProtocol {

  private static final long PERIOD = 500;
  private static final Duration IN_A_CROWD = Duration.ofSeconds(1);

  private @Nullable ScheduledFuture<?> sweeping;

  @Override
  public void start() throws Exception {
    super.start();
    sweeping =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::sweep, PERIOD, PERIOD, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    super.stop();
  }

  private void sweep() {
    boolean crowd = getConnectionCount() > getMaxConnections() / 4L * 3;
    long patience = crowd ? IN_A_CROWD.toMillis() : getConnectionTimeout();
    for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
      if (headersAreLate(connection, patience) || crowd && isSilent(connection, patience)) {
        // as Tomcat does when a read timed out: in turn with whatever else is done to it
        connection.processSocket(SocketEvent.ERROR, true);
      }
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

  private static boolean isSilent(SocketWrapperBase<NioChannel> connection, long millis) {
    return connection.getCurrentProcessor() == null
        && connection instanceof NioSocketWrapper socket
        && System.currentTimeMillis() - socket.getLastRead() > millis;
  }
}
