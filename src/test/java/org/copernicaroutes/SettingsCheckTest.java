package org.copernicaroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

@ExtendWith(OutputCaptureExtension.class)
class SettingsCheckTest {

  /** Bound one by one, not by a record. */
  private static final Set<String> BY_NAME = Set.of("copernica.accounts", "copernica.time-zone");

  @Test
  void everyDocumentedSettingIsBoundAndEveryBoundOneDocumented() {
    Set<String> bound = new TreeSet<>(BY_NAME);
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    scan.findCandidateComponents("org.copernicaroutes").stream()
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .filter(type -> type.getProtectionDomain().getCodeSource().equals(ofMain()))
        .forEach(
            type -> add(bound, type.getAnnotation(ConfigurationProperties.class).value(), type));

    Set<String> documented = new TreeSet<>(DocumentedSettings.read().defaults().keySet());
    DocumentedSettings.BELOW_NAMES.keySet().forEach(prefix -> documented.add(prefix + ".*"));
    assertThat(documented).containsExactlyInAnyOrderElementsOf(bound);
  }

  private static Object ofMain() {
    return Application.class.getProtectionDomain().getCodeSource();
  }

  private static void add(Set<String> names, String prefix, Class<?> type) {
    for (var component : type.getRecordComponents()) {
      String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
      if (component.getType() == Map.class) {
        names.add(name + ".*");
      } else if (component.getType().isRecord()) {
        add(names, name, component.getType());
      } else {
        names.add(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copernica.inbox.group-size=0",
        "copernica.signature.max-age=-5s",
        "copernica.signature.key-count=0",
        "copernica.signature.dns-tries=0",
        "copernica.event.max-depth=0",
        "copernica.event.max-length=0MB",
        "copernica.broker.min-disk-free=-1GB",
        "copernica.routes-poll=0s",
        "copernica.inbox.retry.first-pause=2m"
      })
  void refusesAValueOutOfRangeAndSaysWhatToSet(String setting) {
    String[] parts = setting.split("=");

    assertThatThrownBy(() -> check(Map.of(parts[0], parts[1])))
        .hasMessageContaining("start-up: " + parts[0] + " is " + parts[1] + ".")
        .hasMessageContaining("Set it to ");
  }

  @Test
  void acceptsTheDefaultsAndAZeroThatMeansNone() {
    assertThatCode(() -> check(Map.of("copernica.signature.key-max-stale", "0s")))
        .doesNotThrowAnyException();
  }

  @Test
  void knowsWhatIsSetBelowANameOfTheOperators(CapturedOutput out) {
    check(
        Map.of(
            "copernica.crm.databases.brand-a.maximum-pool-size", "5",
            "COPERNICA_CRM_DATABASES_BRANDA_PASSWORD", "secret",
            "copernica.crm.databases.brand-a.usrname", "ann"));

    assertThat(out)
        .contains("setting.unknown copernica.crm.databases.brand-a.usrname has no effect")
        .contains("did you mean `copernica.crm.databases.brand-a.username`?")
        .doesNotContain("pool-size", "BRANDA");
  }

  @Test
  void theFileOfSettingsExplainsWhatIsSetBelowAName() throws IOException {
    String file = Files.readString(Path.of("config/application.yaml"));
    DocumentedSettings.BELOW_NAMES
        .values()
        .forEach(
            options ->
                assertThat(options).allMatch(option -> file.contains("#     " + option + ":")));
  }

  @Test
  void reportsAnUnknownNameWithTheNearestOne(CapturedOutput out) {
    check(Map.of("copernica.inbox.group-sise", "5", "COPERNICA_SIGNATURE_MAXAGEE", "5s"));

    assertThat(out)
        .contains("setting.unknown copernica.inbox.group-sise has no effect")
        .contains("did you mean `copernica.inbox.group-size`?")
        .contains("did you mean `copernica.signature.max-age`?");
  }

  @Test
  void knowsASettingInEachSpelling(CapturedOutput out) {
    check(
        Map.of(
            "COPERNICA_INBOX_GROUPSIZE", "5",
            "COPERNICA_INBOX_GROUP_SIZE", "5",
            "copernica.inbox.groupSize", "5",
            "copernica.callback.hosts[0]", "h"));

    assertThat(out).doesNotContain("setting.unknown");
  }

  private static void check(Map<String, Object> given) {
    var environment = new StandardEnvironment();
    environment.setConversionService(new ApplicationConversionService());
    var sources = environment.getPropertySources();
    sources.addFirst(new MapPropertySource("given", given));
    sources.addLast(
        new MapPropertySource(
            "defaults", new LinkedHashMap<>(DocumentedSettings.read().defaults())));
    DeferredLogs logs = new DeferredLogs();
    new SettingsCheck(logs).postProcessEnvironment(environment, new SpringApplication());
    logs.switchOverAll();
  }
}
