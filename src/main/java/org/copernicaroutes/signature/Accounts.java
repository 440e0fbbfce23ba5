package org.copernicaroutes.signature;

import java.util.HashSet;
import java.util.Set;
import org.copernicaroutes.callback.Untrusted;
import org.jspecify.annotations.Nullable;

/** The accounts whose calls are accepted: {@code copernica.accounts}. */
record Accounts(Set<CopernicaId> ids) {

  private static final String HOW_TO_FIX =
      " Set it in config/application.yaml or as COPERNICA_ACCOUNTS to the number that GET identity"
          + " shows.";

  static Accounts of(String setting) {
    Set<CopernicaId> ids = new HashSet<>();
    for (String item : SettingException.items(setting)) {
      ids.add(configured(item));
    }
    if (ids.isEmpty()) {
      throw new SettingException("copernica.accounts is empty." + HOW_TO_FIX);
    }
    return new Accounts(Set.copyOf(ids));
  }

  long requireOurs(String header) {
    CopernicaId id = CopernicaId.parse(header);
    if (id == null) {
      throw new RefusedException(
          Refusal.MALFORMED_HEADER,
          "X-Copernica-ID is "
              + Untrusted.quoted(header)
              + ", which is not spelt like account_1234");
    }
    if (!ids.contains(id)) {
      throw new RefusedException(
          Refusal.ACCOUNT,
          "X-Copernica-ID is " + Untrusted.quoted(header) + ", which is not in copernica.accounts");
    }
    return id.number();
  }

  /** In the setting a bare number is an account. */
  private static CopernicaId configured(String item) {
    @Nullable CopernicaId id =
        CopernicaId.parse(Character.isDigit(item.charAt(0)) ? "account_" + item : item);
    if (id == null) {
      throw new SettingException(
          "copernica.accounts has "
              + Untrusted.quoted(item)
              + ", which is neither a number nor like account_1234."
              + HOW_TO_FIX);
    }
    return id;
  }
}
