package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The kamelets on the class path: their names and their parameters. */
final class KameletCatalog {

  private static final String SUFFIX = ".kamelet.yaml";

  private final Map<String, Resource> kamelets;

  /** What a kamelet takes. */
  record Parameters(Set<String> known, Set<String> required) {}

  KameletCatalog() {
    kamelets = new TreeMap<>(resources("classpath*:kamelets/*" + SUFFIX));
  }

  private static Map<String, Resource> resources(String pattern) {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
          .collect(Collectors.toMap(KameletCatalog::name, Function.identity(), (a, b) -> a));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Resource resource) {
    return String.valueOf(resource.getFilename()).replace(SUFFIX, "");
  }

  Set<String> names() {
    return kamelets.keySet();
  }

  Optional<Parameters> parameters(String kamelet) {
    return Optional.ofNullable(kamelets.get(kamelet)).map(KameletCatalog::read);
  }

  private static Parameters read(Resource resource) {
    try {
      YamlNode root = YamlNode.parse(resource.getContentAsString(StandardCharsets.UTF_8));
      YamlNode definition = root.field("spec").flatMap(s -> s.field("definition")).orElse(root);
      Set<String> required = new TreeSet<>();
      definition
          .field("required")
          .ifPresent(r -> r.items().forEach(i -> required.add(String.valueOf(i.text()))));
      Set<String> known = new TreeSet<>(required);
      definition.field("properties").ifPresent(p -> known.addAll(p.fields().keySet()));
      return new Parameters(known, required);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
