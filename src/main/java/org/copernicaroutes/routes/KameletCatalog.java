package org.copernicaroutes.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The kamelets on the class path: their names and their parameters. */
final class KameletCatalog {

  private static final String SUFFIX = ".kamelet.yaml";

  private final Map<String, Resource> kamelets;

  KameletCatalog() {
    this("classpath*:kamelets");
  }

  /**
   * @param folder as Spring writes the place of a resource
   */
  KameletCatalog(String folder) {
    kamelets = new TreeMap<>(resources(folder + "/*" + SUFFIX));
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

  Optional<Kamelet> kamelet(String name) {
    return Optional.ofNullable(kamelets.get(name)).map(resource -> read(name, resource));
  }

  private static Kamelet read(String name, Resource resource) {
    try {
      return Kamelet.of(name, YamlNode.parse(resource.getContentAsString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
