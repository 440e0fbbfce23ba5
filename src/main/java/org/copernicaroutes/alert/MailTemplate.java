package org.copernicaroutes.alert;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.words.NearestWord;
import org.jspecify.annotations.Nullable;

/** One template file: {@code *.txt} as it is, {@code *.html} with every value escaped. */
record MailTemplate(String name, boolean html, Template template) {

  private static final String BUILT_IN = "/config/mail/";

  private static final Pattern TAG = Pattern.compile("\\{\\{\\{?[#^&]?\\s*([^{}]*?)\\s*}}");

  /** What a template may name besides an event: in a section over a map, and in a digest. */
  private static final Set<String> OF_SECTIONS =
      Set.of("name", "value", "alerts", "first", "last", "kinds", "events", "more");

  /**
   * The file of that name in the folder, otherwise the one that comes with us, compiled and tried.
   *
   * @throws IllegalArgumentException where there is none, or it names what is not there
   */
  static MailTemplate load(Path folder, String name, List<?> examples) {
    String source = read(folder, name);
    if (source == null) {
      throw new IllegalArgumentException(
          "template: there is no file " + name + " in " + folder + " (copernica.alert.templates)");
    }
    return compile(name, source, examples);
  }

  static boolean exists(Path folder, String name) {
    return Files.exists(folder.resolve(name))
        || MailTemplate.class.getResource(BUILT_IN + name) != null;
  }

  private static @Nullable String read(Path folder, String name) {
    try (InputStream in =
        Files.exists(folder.resolve(name))
            ? Files.newInputStream(folder.resolve(name))
            : MailTemplate.class.getResourceAsStream(BUILT_IN + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("template: " + name + " cannot be read: " + e);
    }
  }

  private static MailTemplate compile(String name, String source, List<?> examples) {
    if (source.isBlank()) {
      throw new IllegalArgumentException("template: " + name + " is empty");
    }
    boolean html = name.endsWith(".html");
    try {
      Template template =
          Mustache.compiler().escapeHTML(html).emptyStringIsFalse(true).compile(source);
      examples.forEach(template::execute);
      return new MailTemplate(name, html, template);
    } catch (MustacheException.Context e) {
      String unknown = written(source, e);
      throw new IllegalArgumentException(
          "template: %s:%d there is no `%s`%s"
              .formatted(name, e.lineNo, unknown, NearestWord.clause(unknown, known())));
    } catch (MustacheException | UnsupportedOperationException e) {
      throw new IllegalArgumentException("template: " + name + ": " + e.getMessage());
    }
  }

  /** The whole name where only its first part is complained of. */
  private static String written(String source, MustacheException.Context unknown) {
    String line = source.lines().skip(unknown.lineNo - 1L).findFirst().orElse("");
    return TAG.matcher(line)
        .results()
        .map(tag -> tag.group(1))
        .filter(tag -> tag.startsWith(unknown.key + ".") && !known().contains(tag))
        .findFirst()
        .orElse(unknown.key);
  }

  private static Set<String> known() {
    return Stream.concat(EventNames.known(), OF_SECTIONS.stream()).collect(Collectors.toSet());
  }

  String render(Object names) {
    try {
      return template.execute(names);
    } catch (MustacheException e) {
      throw DeliveryFailure.poison(
          "The mail template " + name + " cannot show what it is about.", e);
    }
  }
}
