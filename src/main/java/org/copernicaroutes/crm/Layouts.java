package org.copernicaroutes.crm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database knows of each target, remembered for a while: an ALTER TABLE is picked up
 * without a restart, at once after a failure.
 */
final class Layouts {

  private static final Logger LOG = LoggerFactory.getLogger(Layouts.class);

  private final GuardTable guard;
  private final Cache<CrmTarget, Layout> known;
  private final Set<CrmTarget> announced = ConcurrentHashMap.newKeySet();

  Layouts(GuardTable guard, Duration age, Clock clock) {
    this.guard = guard;
    known =
        Caffeine.newBuilder()
            .expireAfterWrite(age)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  Layout of(CrmTarget target, Connection connection) throws SQLException {
    Layout layout = known.getIfPresent(target);
    if (layout == null) {
      guard.ensure(connection);
      layout = Layout.of(target, new TableReader(connection).read(target.table()));
      known.put(target, layout);
      announce(target, layout);
    }
    return layout;
  }

  void forget(CrmTarget target) {
    known.invalidate(target);
  }

  private void announce(CrmTarget target, Layout layout) {
    if (announced.add(target)) {
      LOG.info("table.mapped {} is filled: {}.", layout.table().id(), layout.inWords(target));
    }
  }
}
