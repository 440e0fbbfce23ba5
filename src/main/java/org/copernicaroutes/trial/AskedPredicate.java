package org.copernicaroutes.trial;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/** A condition of a route file that tells whenever it was asked, and what it answered. */
final class AskedPredicate implements Predicate {

  private final ExpressionDefinition written;
  private final Spot spot;
  private final String what;
  private final int number;
  private final Story story;
  private @Nullable Predicate condition;
  private String text = "";

  /**
   * @param number among those of its choice, counted from 1; 0 where it is none of several
   */
  AskedPredicate(ExpressionDefinition written, Spot spot, String what, int number, Story story) {
    this.written = written;
    this.spot = spot;
    this.what = what;
    this.number = number;
    this.story = story;
  }

  @Override
  public void init(CamelContext context) {
    text = context.resolvePropertyPlaceholders(written.getExpression());
    condition = written.createPredicate(context);
    condition.init(context);
  }

  @Override
  public boolean matches(Exchange exchange) {
    if (condition == null) {
      init(exchange.getContext());
    }
    boolean holds = condition.matches(exchange);
    var said = Told.saying("number", number, "expression", text, "holds", holds);
    if (number == 0) {
      said.remove("number");
    }
    story.tell(what, spot, said);
    return holds;
  }
}
