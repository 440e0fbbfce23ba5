package org.copernicaroutes.trial;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.URISupport;
import org.copernicaroutes.routes.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Keeps secrets out of what is printed: by the names that they go by, and by their values. */
final class Masked {

  private static final String MASK = "***";
  private static final Pattern OPTION = Pattern.compile("([?&])([^=&]+)=([^&]*)");

  /** A shorter one would be found in half of all words. */
  private static final int SHORTEST = 6;

  /** What stands under these names is no secret, whatever they sound like. */
  private static final Pattern NO_SECRET = Pattern.compile("(?i)copernica[._]signature[._].*");

  private final List<String> secrets;

  private Masked(List<String> secrets) {
    this.secrets = secrets;
  }

  static Masked of(ConfigurableEnvironment settings) {
    return new Masked(
        settings.getPropertySources().stream()
            .filter(EnumerablePropertySource.class::isInstance)
            .flatMap(s -> Arrays.stream(((EnumerablePropertySource<?>) s).getPropertyNames()))
            .filter(name -> Secrets.isSecret(name) && !NO_SECRET.matcher(name).matches())
            .map(settings::getProperty)
            .filter(Objects::nonNull)
            .filter(value -> value.length() >= SHORTEST)
            .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .distinct()
            .toList());
  }

  static String uri(String uri) {
    int options = (uri + "?").indexOf('?');
    Matcher option =
        OPTION.matcher(
            URISupport.sanitizeUri(uri.substring(0, options))
                + URISupport.sanitizeUri(uri.substring(options)));
    return option.replaceAll(
        found ->
            Matcher.quoteReplacement(
                Secrets.isSecret(found.group(2))
                    ? found.group(1) + found.group(2) + "=" + MASK
                    : found.group()));
  }

  /** The signature of a webhook is made to be seen. */
  static String header(String name, @Nullable Object value) {
    boolean isSecret = Secrets.isSecret(name) || name.equalsIgnoreCase("cookie");
    return isSecret && !name.equalsIgnoreCase("webhook-signature") ? MASK : String.valueOf(value);
  }

  Told told(Told told) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    told.said().forEach((name, value) -> said.put(name, masked(value)));
    return new Told(told.what(), told.spot(), said);
  }

  private @Nullable Object masked(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
      map.forEach((name, inner) -> masked.put(name, masked(inner)));
      return masked;
    }
    if (value instanceof Collection<?> all) {
      return all.stream().map(this::masked).collect(Collectors.toCollection(ArrayList::new));
    }
    return value instanceof String text ? text(text) : value;
  }

  private String text(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
