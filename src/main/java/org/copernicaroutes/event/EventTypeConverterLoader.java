package org.copernicaroutes.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverterLoaderException;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Lets any step that needs text or bytes take an event: it gets the documented JSON; and back.
 *
 * <p>Named in {@code META-INF/services/org/apache/camel/TypeConverterLoader}, so every Camel
 * context on this class path has it, also one that is made only to try a route file.
 */
public final class EventTypeConverterLoader implements TypeConverterLoader {

  private final EventJson json = new EventJson();

  @Override
  public void load(TypeConverterRegistry registry) throws TypeConverterLoaderException {
    add(registry, Event.class, String.class, json::write);
    add(registry, Event.class, byte[].class, json::writeBytes);
    add(
        registry,
        Event.class,
        InputStream.class,
        e -> new ByteArrayInputStream(json.writeBytes(e)));
    add(registry, String.class, Event.class, json::read);
    add(registry, byte[].class, Event.class, b -> json.read(utf8(b)));
    add(registry, InputStream.class, Event.class, s -> json.read(utf8(read(s))));
  }

  private static <F, T> void add(
      TypeConverterRegistry registry, Class<F> from, Class<T> to, Function<F, T> conversion) {
    registry.addTypeConverter(
        to,
        from,
        new SimpleTypeConverter(
            false, (type, exchange, value) -> conversion.apply(from.cast(value))));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] read(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new TypeConversionException(stream, Event.class, e);
    }
  }
}
