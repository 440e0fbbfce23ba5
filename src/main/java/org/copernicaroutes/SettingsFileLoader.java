package org.copernicaroutes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.copernicaroutes.signature.SettingException;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads files of settings as Spring does, and says of a broken one where and why.
 *
 * <p>It goes before both of Spring's loaders and stands for both, so that properties go before YAML
 * as ever.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFileLoader implements PropertySourceLoader {

  private static final PropertySourceLoader YAML = new YamlPropertySourceLoader();
  private static final PropertySourceLoader PROPERTIES = new PropertiesPropertySourceLoader();

  @Override
  public String[] getFileExtensions() {
    return Stream.of(PROPERTIES, YAML)
        .flatMap(loader -> Arrays.stream(loader.getFileExtensions()))
        .toArray(String[]::new);
  }

  /**
   * @throws SettingException where it is no YAML
   */
  @Override
  public List<PropertySource<?>> load(String name, Resource file) throws IOException {
    try {
      return (isYaml(file) ? YAML : PROPERTIES).load(name, file);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark().getLine() + 1;
      throw new SettingException(
          named(file) + ":" + line + " " + sentence(e.getProblem()) + hint(e));
    } catch (YAMLException e) {
      throw new SettingException(named(file) + " " + sentence(String.valueOf(e.getMessage())));
    }
  }

  private static boolean isYaml(Resource file) {
    String name = String.valueOf(file.getFilename());
    return Arrays.stream(YAML.getFileExtensions()).anyMatch(kind -> name.endsWith("." + kind));
  }

  private static String named(Resource file) throws IOException {
    return file.isFile() ? shown(file.getFile()) : file.getDescription();
  }

  private static String shown(File file) {
    Path path = file.toPath().toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  private static String sentence(String problem) {
    String first = problem.strip().lines().findFirst().orElse("").strip();
    return "is no YAML: " + first + (first.matches(".*[.!?)]") ? "" : ".");
  }

  private static String hint(YAMLException e) {
    return e instanceof DuplicateKeyException
        ? " A key is there once: put what stands below it together, or write a line --- before what was added."
        : "";
  }
}
