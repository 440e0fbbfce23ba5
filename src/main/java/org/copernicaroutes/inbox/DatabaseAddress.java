package org.copernicaroutes.inbox;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which database a failure is from. It hangs on the exceptions of drivers and pools, which do not
 * say.
 *
 * @param settings below which it is set up
 * @param url without credentials and options
 */
public record DatabaseAddress(String settings, String url) {

  public DatabaseAddress {
    url = url.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//");
  }

  /** The same exception, which now says so. */
  public <E extends SQLException> E on(E failure) {
    for (Throwable part : failure) {
      if (part instanceof Said) {
        return failure;
      }
    }
    failure.setNextException(new Said(this));
    return failure;
  }

  static @Nullable DatabaseAddress of(List<Throwable> chain) {
    return chain.stream()
        .filter(Said.class::isInstance)
        .map(said -> ((Said) said).address)
        .findFirst()
        .orElse(null);
  }

  String inWords() {
    return " at " + url + " (" + settings + ")";
  }

  /** The last of a chain, without a state of its own. */
  private static final class Said extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient DatabaseAddress address;

    Said(DatabaseAddress address) {
      super("said by the database" + address.inWords());
      this.address = address;
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
