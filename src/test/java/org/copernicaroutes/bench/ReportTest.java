package org.copernicaroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void ratiosAreTakenWithinOneRoundAndTheirMedianIsNoMean() {
    List<Double> ratios = Report.ratios(List.of(1.0, 9.0, 3.0), List.of(2.0, 3.0, 4.0));

    assertThat(Report.hundredths(ratios)).isEqualTo("0.50 / 3.00 / 0.75");
    assertThat(Report.median(ratios)).isEqualTo("0.75");
    assertThat(Report.median(List.of(1.0, 2.0, 4.0, 8.0))).isEqualTo("3.00");
  }
}
