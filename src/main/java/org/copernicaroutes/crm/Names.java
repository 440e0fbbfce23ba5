package org.copernicaroutes.crm;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.copernicaroutes.words.NearestWord;

/** The names that a database knows, searched as people write them. */
record Names(Collection<String> known) {

  /** As written; else in another case, where only one is meant. */
  Optional<String> find(String written) {
    if (known.contains(written)) {
      return Optional.of(written);
    }
    List<String> likely = known.stream().filter(written::equalsIgnoreCase).toList();
    return likely.size() == 1 ? Optional.of(likely.get(0)) : Optional.empty();
  }

  /** The end of a sentence about a name that was not found. */
  String missing(String written) {
    return "`" + written + "`" + NearestWord.end(written, known);
  }
}
