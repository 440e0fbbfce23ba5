package org.copernicaroutes.trial;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.ExpressionToPredicateAdapter;

/**
 * {@code ${bean:…}} on trial: what a bean does nobody knows, so that it is told of and not called,
 * and gives nothing. The names behind {@code ${body…}} come another way, and are read.
 */
final class ToldBeans extends BeanLanguage {

  private final Story story;

  ToldBeans(Story story) {
    this.story = story;
  }

  @Override
  public Expression createExpression(String bean) {
    return told(bean);
  }

  /**
   * @param given as the language itself reads it: second the object, then the method, and in place
   *     of an object its class or its name
   */
  @Override
  public Expression createExpression(String expression, Object[] given) {
    return property(Object.class, given, 1, null) == null
        ? told(bean(given) + "." + property(String.class, given, 2, ""))
        : super.createExpression(expression, given);
  }

  private Object bean(Object[] given) {
    Object name = property(Object.class, given, 4, "");
    return property(Object.class, given, 3, name);
  }

  @Override
  public Predicate createPredicate(String bean) {
    return ExpressionToPredicateAdapter.toPredicate(told(bean));
  }

  private Expression told(String bean) {
    return new ExpressionAdapter() {
      @Override
      public Object evaluate(Exchange exchange) {
        story.tell("call", Told.saying("bean", bean));
        return "";
      }
    };
  }
}
