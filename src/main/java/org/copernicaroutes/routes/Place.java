package org.copernicaroutes.routes;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where in a route file.
 *
 * @param line counted from 1
 * @param column counted from 1; 0 where it is not known
 */
record Place(int line, int column) {

  static final Place TOP = line(1);

  static Place line(int line) {
    return new Place(line, 0);
  }

  static Place of(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(TOP);
  }
}
