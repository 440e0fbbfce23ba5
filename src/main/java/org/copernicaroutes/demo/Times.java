package org.copernicaroutes.demo;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The times that a webhook tells, which are known only when it is sent. */
sealed interface Times {

  Form addTo(Form form, ZonedDateTime now);

  private static String zoneless(ZonedDateTime time) {
    return zoneless(time.toLocalDateTime());
  }

  private static String zoneless(LocalDateTime time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(time);
  }

  /** Of a row that was created or updated just now. */
  record OfRow(LocalDateTime created) implements Times {
    @Override
    public Form addTo(Form form, ZonedDateTime now) {
      return form.with("timestamp", zoneless(now))
          .with("created", zoneless(created))
          .with("modified", zoneless(now));
    }
  }

  /** Of a row that was deleted just now. */
  record OfDelete() implements Times {
    @Override
    public Form addTo(Form form, ZonedDateTime now) {
      return form.with("timestamp", zoneless(now));
    }
  }

  /** Of what happened to a message just now. */
  record OfMessage() implements Times {
    @Override
    public Form addTo(Form form, ZonedDateTime now) {
      return form.with("timestamp", zoneless(now)).with("time", now.toEpochSecond());
    }
  }
}
