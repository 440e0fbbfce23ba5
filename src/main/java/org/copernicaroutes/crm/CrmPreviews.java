package org.copernicaroutes.crm;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Puts {@link CrmPreview} in the place of those who write. No part of the receiver: only a command
 * that tries routes names it, with {@link ReadOnlyPools} beside it.
 */
public class CrmPreviews {

  @Bean
  @Primary
  CrmWriters previewers(CrmDatabases databases, RowChanges changes, RowPreview.Viewer viewer) {
    return CrmWriters.to(databases, each -> new CrmPreview(each, changes, viewer));
  }
}
