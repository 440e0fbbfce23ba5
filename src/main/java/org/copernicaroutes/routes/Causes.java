package org.copernicaroutes.routes;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks through an exception for what lies behind it. */
final class Causes {

  private Causes() {}

  static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  static Stream<Throwable> chain(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, c -> c != null, c -> c == null || c.getCause() == c ? null : c.getCause())
        .map(Throwable.class::cast);
  }

  /** The first line of the innermost message: the others repeat it with more words around it. */
  static String message(Throwable failure) {
    Throwable root = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String first = message.strip().lines().findFirst().orElse("").strip();
    return first.matches(".*[.!?]") ? first : first + ".";
  }
}
