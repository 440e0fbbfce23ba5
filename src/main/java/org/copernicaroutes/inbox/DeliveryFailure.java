package org.copernicaroutes.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that failed in a way its thrower understands.
 *
 * <p>The message goes to the log and to the dead letter: it says what, which, why and how to fix,
 * and holds no personal data: no field values, addresses or bodies.
 */
public final class DeliveryFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final End end;

  private DeliveryFailure(End end, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.end = end;
  }

  public static DeliveryFailure outage(String message, @Nullable Throwable cause) {
    return new DeliveryFailure(End.OUTAGE, message, cause);
  }

  public static DeliveryFailure poison(String message, @Nullable Throwable cause) {
    return new DeliveryFailure(End.POISON, message, cause);
  }

  public static DeliveryFailure misconfigured(String message, @Nullable Throwable cause) {
    return new DeliveryFailure(End.MISCONFIGURED, message, cause);
  }

  public static DeliveryFailure notYet(String message, @Nullable Throwable cause) {
    return new DeliveryFailure(End.NOT_YET, message, cause);
  }

  /** The same, and in which of several places. */
  public DeliveryFailure in(String place) {
    return new DeliveryFailure(end, getMessage() + " This is about " + place + ".", getCause());
  }

  public End end() {
    return end;
  }
}
