package org.copernicaroutes.trial;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
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

  private static final Pattern CONTEXT = Pattern.compile("(?i)context");

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
    Object object = property(Object.class, given, 1, null);
    String method = property(String.class, given, 2, "");
    if (object == null) {
      return told(bean(given) + "." + method);
    }
    return leadsToBeans(object, method)
        ? told(object.getClass().getSimpleName() + "." + method)
        : super.createExpression(expression, given);
  }

  /** By the context every bean can be had, and called. */
  private static boolean leadsToBeans(Object object, String method) {
    return object instanceof CamelContext
        || object instanceof Exchange && CONTEXT.matcher(method).find();
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
