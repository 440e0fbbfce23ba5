package org.copernicaroutes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports point one way, the way of the flow; only route files know what comes next. */
class ArchitectureTest {

  private static final List<String> FLOW =
      List.of(
          "words",
          "callback",
          "signature",
          "inbox",
          "event",
          "routes",
          "crm",
          "alert",
          "forward",
          "trial",
          "operator",
          "demo");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.copernicaroutes");

  @Test
  void aStageKnowsOnlyWhatCameBeforeIt() {
    for (int i = 0; i < FLOW.size(); i++) {
      String stage = FLOW.get(i);
      String[] later =
          FLOW.subList(i + 1, FLOW.size()).stream()
              .map(p -> "org.copernicaroutes." + p + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage("org.copernicaroutes." + stage + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .because("imports point the way of the flow")
            .check(classes);
      }
    }
  }

  @Test
  void destinationsDoNotKnowEachOtherNorTheRoutes() {
    for (String destination : List.of("crm", "alert", "forward")) {
      String[] others =
          List.of("routes", "crm", "alert", "forward").stream()
              .filter(p -> !p.equals(destination))
              .map(p -> "org.copernicaroutes." + p + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.copernicaroutes." + destination + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(classes);
    }
  }
}
