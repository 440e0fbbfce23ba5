package org.copernicaroutes.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables of a webhook in order, and how they are written into its body. */
record Form(List<Variable> variables) {

  record Variable(String name, String value) {

    String encoded() {
      return URLEncoder.encode(name, StandardCharsets.UTF_8)
          + "="
          + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  Form {
    variables = List.copyOf(variables);
  }

  static Form empty() {
    return new Form(List.of());
  }

  /** Names and values by turns, in this order. */
  static Map<String, String> pairs(String... namesAndValues) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return pairs;
  }

  Form with(String name, Object value) {
    return with(Stream.of(new Variable(name, value.toString())));
  }

  /** {@code name[key]=value} for each entry. */
  Form with(String name, Map<String, ?> values) {
    return with(
        values.entrySet().stream()
            .map(e -> new Variable(name + "[" + e.getKey() + "]", e.getValue().toString())));
  }

  private Form with(Stream<Variable> more) {
    List<Variable> all = new ArrayList<>(variables);
    more.forEach(all::add);
    return new Form(all);
  }

  /** {@code application/x-www-form-urlencoded} in UTF-8: ASCII only. */
  String encoded() {
    return variables.stream().map(Variable::encoded).collect(Collectors.joining("&"));
  }
}
