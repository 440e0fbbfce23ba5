package org.copernicaroutes.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class MaskedTest {

  private static Told masked(String setting, String value, Object said) {
    MockEnvironment settings = new MockEnvironment().withProperty(setting, value);
    return Masked.of(settings).told(new Told("message", null, Told.saying("said", said)));
  }

  @Test
  void theValueOfASecretSettingIsNowhereToBeSeen() {
    Object said = List.of(Map.of("body", "key=whsec_abc;"), "whsec_abc", 5);

    assertThat(masked("forward.secret", "whsec_abc", said).get("said"))
        .isEqualTo(List.of(Map.of("body", "key=***;"), "***", 5));
  }

  @Test
  void theValueOfAnyOtherSettingIsShown() {
    assertThat(masked("crm.table", "profiles", "into profiles").get("said"))
        .isEqualTo("into profiles");
    assertThat(
            masked("copernica.signature.key-domain", "copernica.com", "copernica.com").get("said"))
        .isEqualTo("copernica.com");
  }

  @Test
  void thePasswordOfEachDatabaseIsMaskedAlsoAsAnAddressWritesIt() {
    assertThat(masked("copernica.crm.databases.acme.password", "geh+/m", "geh+/m geh%2B%2Fm"))
        .isEqualTo(masked("other", "other", "*** ***"));
  }

  @Test
  void secretsInAddressesGoByTheirNames() {
    assertThat(Masked.uri("https://h/x?api_key=abc&page=2"))
        .isEqualTo("https://h/x?api_key=***&page=2");
    assertThat(Masked.uri("smtp://me:pass@h:25")).isEqualTo("smtp://me:xxxxxx@h:25");
    assertThat(Masked.uri("smtp://h:25?to=me@example.com&password=p"))
        .isEqualTo("smtp://h:25?to=me@example.com&password=***");
  }

  @Test
  void ofHeadersTheSignatureIsMadeToBeSeen() {
    assertThat(Masked.header("webhook-signature", "v1,x")).isEqualTo("v1,x");
    assertThat(Masked.header("Authorization", "Bearer x")).isEqualTo("***");
    assertThat(Masked.header("X-Event", 5)).isEqualTo("5");
  }
}
