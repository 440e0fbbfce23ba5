package org.copernicaroutes.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON schema of route files, for editors: Camel's, without what a route file may not hold, and
 * with the parameters of our kamelets and of {@code destination:}. It is made of the same lists
 * that the dry run goes by; what only a dry run can see it does not know.
 */
public final class RouteSchema {

  private static final Set<String> LANGUAGES =
      Set.of("simple", "constant", "header", "exchangeProperty", "variable", "tokenize", "ref");
  private static final Set<String> DATA_FORMATS = Set.of("json", "custom");
  private static final String BEHIND_NAME = "(\\?.*)?$";
  private static final String NO_DATA = "\\$\\{";
  private static final String A_SETTING = "\\{\\{.+}}";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final CamelSchema camel = new CamelSchema();
  private final KameletCatalog kamelets;

  RouteSchema(KameletCatalog kamelets) {
    this.kamelets = kamelets;
  }

  /** With the kamelets of the class path, as the text of a file. */
  public static String text() {
    return new RouteSchema(new KameletCatalog()).toText();
  }

  String toText() {
    head();
    limit();
    from();
    to();
    camel.withoutLeftovers();
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n"));
    try {
      return JSON.writer(lines).writeValueAsString(camel.root()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void head() {
    ObjectNode root = camel.root();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", "A route file of copernica-routes");
    root.put(
        "$comment",
        "Made by: java -jar copernica-routes.jar schema. From the schema of Apache Camel's YAML DSL,"
            + " Apache License 2.0.");
    root.put("minItems", 1).put("maxItems", 1);
  }

  private void limit() {
    ((ObjectNode) camel.root().at("/items/properties")).retain("route", "from");
    camel.retain("ProcessorDefinition", StepKinds.all());
    camel.retain("RouteDefinition", RouteOutline.ROUTE_FIELDS);
    camel.retain("FromDefinition", RouteOutline.FROM_FIELDS);
    Set<String> unused = camel.alternatives("language.ExpressionDefinition");
    unused.addAll(camel.alternatives("MarshalDefinition"));
    unused.removeAll(LANGUAGES);
    unused.removeAll(DATA_FORMATS);
    unused.remove("expression");
    camel.withoutAlternatives(unused);
  }

  private void from() {
    ObjectNode from = camel.definition("FromDefinition");
    ((ObjectNode) from.at("/properties/uri"))
        .put("pattern", "^(" + RouteRules.FROM_INBOX + "|direct:.+|destination:.+)")
        .put("description", "direct:router in router.camel.yaml, else destination:<name>");
    ObjectNode parameters = parameters("destination:");
    KnownNames.OPTIONS_OF_DESTINATION.stream()
        .sorted()
        .forEach(option -> parameters.withObject("/properties").set(option, aNumber()));
    ((ObjectNode) from.get("properties")).set("parameters", reference("destination:"));
  }

  private static ObjectNode aNumber() {
    ObjectNode number = JSON.createObjectNode();
    ArrayNode kinds = number.putArray("anyOf");
    kinds.addObject().put("type", "integer").put("minimum", 1);
    kinds.addObject().put("type", "string").put("pattern", "^\\d+$|" + A_SETTING);
    return number.put("default", 1);
  }

  private void to() {
    ObjectNode written = (ObjectNode) camel.definition("ToDefinition").at("/oneOf/1");
    ArrayNode cases = written.putArray("allOf");
    kamelets.names().forEach(name -> kamelet(kamelets.kamelet(name).orElseThrow(), cases));
    String names = String.join("|", kamelets.names());
    ObjectNode anyKamelet = when(cases, "^kamelet:");
    anyKamelet
        .withObject("/properties/uri")
        .put("pattern", "^kamelet:(" + names + ")" + BEHIND_NAME);
    when(cases, "^(" + String.join("|", new TreeSet<>(RouteRules.SCHEMES_THAT_LEAVE)) + "):")
        .putObject("not");
  }

  /** What must hold where the uri looks so. */
  private static ObjectNode when(ArrayNode cases, String uri) {
    ObjectNode one = cases.addObject();
    one.putObject("if").withObject("/properties/uri").put("pattern", uri);
    return one.putObject("then");
  }

  private void kamelet(Kamelet kamelet, ArrayNode cases) {
    ObjectNode parameters = parameters(kamelet.name());
    parameters.put("description", kamelet.description());
    kamelet
        .parameters()
        .forEach(
            (name, known) -> parameters.withObject("/properties").set(name, value(name, known)));
    ObjectNode then = when(cases, "^kamelet:" + kamelet.name() + BEHIND_NAME);
    then.withObject("/properties").set("parameters", reference(kamelet.name()));
    List<String> required = kamelet.required();
    if (!required.isEmpty()) {
      required.forEach(parameters.putArray("required")::add);
      then.putArray("required").add("parameters");
    }
  }

  private static ObjectNode value(String name, Kamelet.Parameter known) {
    ObjectNode value = JSON.createObjectNode();
    known.description().ifPresent(text -> value.put("description", text));
    known.byDefault().ifPresent(text -> value.put("default", text));
    if (known.values().isEmpty()) {
      value.putArray("type").add("string").add("number").add("boolean");
    } else {
      ArrayNode kinds = value.putArray("anyOf");
      known.values().forEach(kinds.addObject().putArray("enum")::add);
      kinds.addObject().put("type", "string").put("pattern", A_SETTING);
    }
    if (known.isSecret()) {
      value.put("pattern", A_SETTING + "|^none$");
    } else if (!KnownNames.MAY_HOLD_EXPRESSIONS.contains(name)) {
      value.putObject("not").put("type", "string").put("pattern", NO_DATA);
    }
    return value;
  }

  private ObjectNode parameters(String name) {
    return camel
        .definitions()
        .putObject(name)
        .put("type", "object")
        .put("additionalProperties", false);
  }

  private static ObjectNode reference(String name) {
    return JSON.createObjectNode().put("$ref", CamelSchema.reference(name));
  }
}
