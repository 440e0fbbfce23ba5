package org.copernicaroutes.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.copernicaroutes.signature.CopernicaId.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 13 of copernica-spec.md 2.10. */
class CopernicaIdTest {

  @ParameterizedTest
  @CsvSource({
    "account-1234, ACCOUNT",
    "account_1234, ACCOUNT",
    "Account_1234, ACCOUNT",
    "environment-1234, ENVIRONMENT",
    "environment_1234, ENVIRONMENT"
  })
  void row13EverySpellingIsTheSameKindAndNumber(String spelling, Kind kind) {
    assertThat(CopernicaId.parse(spelling)).isEqualTo(new CopernicaId(kind, 1234));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account1234", "account--1234", "account-01234", "account-", "1234", "account-x"})
  void row13AnyOtherSpellingIsNone(String spelling) {
    assertThat(CopernicaId.parse(spelling)).isNull();
  }
}
