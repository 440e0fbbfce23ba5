package org.copernicaroutes.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.Language;
import org.apache.camel.support.builder.ExpressionBuilder;

/**
 * The subject of an alert: text, in which {@code ${body…}} stands for what an event says.
 *
 * <p>Everything outside those braces is literal, whatever it looks like. What comes out is one line
 * without control characters, cut to a length.
 */
final class SubjectLine {

  private static final Pattern FUNCTION = Pattern.compile("\\$\\{(body[^{}]*)}");
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\u2028\u2029]+");

  private final List<Expression> parts;
  private final int maxLength;

  private SubjectLine(List<Expression> parts, int maxLength) {
    this.parts = parts;
    this.maxLength = maxLength;
  }

  /**
   * @throws IllegalArgumentException where {@code ${} begins something other than the body
   */
  static SubjectLine parse(String text, CamelContext context, int maxLength) {
    Language simple = context.resolveLanguage("simple");
    List<Expression> parts = new ArrayList<>();
    Matcher function = FUNCTION.matcher(text);
    int end = 0;
    for (; function.find(); end = function.end()) {
      parts.add(literal(text.substring(end, function.start())));
      parts.add(simple.createExpression(function.group()));
    }
    parts.add(literal(text.substring(end)));
    parts.forEach(p -> p.init(context));
    return new SubjectLine(parts, maxLength);
  }

  private static Expression literal(String text) {
    if (text.contains("${")) {
      throw new IllegalArgumentException(
          "subject: ${ must begin a name of the event, such as ${body.profile}, and end with }");
    }
    return ExpressionBuilder.constantExpression(text);
  }

  String render(Exchange exchange) {
    StringBuilder line = new StringBuilder();
    for (Expression part : parts) {
      String value = part.evaluate(exchange, String.class);
      line.append(value == null ? "" : value);
    }
    return cut(UNPRINTABLE.matcher(line).replaceAll(" ").strip());
  }

  private String cut(String line) {
    return line.codePointCount(0, line.length()) <= maxLength
        ? line
        : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + "…";
  }
}
