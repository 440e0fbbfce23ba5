package org.copernicaroutes.trial;

import java.util.List;
import java.util.Map;
import org.copernicaroutes.crm.RowPreview;
import org.copernicaroutes.inbox.Digests;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the destinations find in the place of queues and tables. Only the command names it. */
class TrialBeans {

  @Bean
  Story story() {
    return new Story();
  }

  @Bean
  @Primary
  Digests toldDigests(Story story) {
    return new ToldDigests(story);
  }

  @Bean
  RowPreview.Viewer toldRows(Story story) {
    return row -> story.tell("row", said(row));
  }

  private static Map<String, @Nullable Object> said(RowPreview row) {
    return Told.saying(
        "database",
        row.database(),
        "change",
        row.change(),
        "table",
        row.table(),
        "key",
        values(row.key()),
        "columns",
        values(row.columns()),
        "untouched",
        values(row.untouched()),
        "unconverted",
        row.unconverted());
  }

  private static List<Map<String, @Nullable Object>> values(List<RowPreview.Value> values) {
    return values.stream()
        .map(
            v ->
                Told.saying(
                    "column", v.column(), "type", v.type(), "value", v.value(), "from", v.from()))
        .toList();
  }
}
