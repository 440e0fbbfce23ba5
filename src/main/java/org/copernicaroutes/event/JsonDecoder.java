package org.copernicaroutes.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.copernicaroutes.event.Node.Branch;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a JSON body into the same variables that a form would give: objects and arrays are
 * branches, numbers keep their digits, true and false are those words.
 */
final class JsonDecoder extends TextDecoder {

  private final JsonFactory factory = EventJson.factory();

  JsonDecoder(Limits limits) {
    super(limits);
  }

  @Override
  Variables read(String json) throws UnreadableBody {
    try (JsonParser parser = factory.createParser(json)) {
      return new Pass(parser, limits).read();
    } catch (StreamConstraintsException e) {
      throw new UnreadableBody(
          "its JSON holds a number of more than "
              + factory.streamReadConstraints().getMaxNumberLength()
              + " digits");
    } catch (JsonProcessingException e) {
      throw new UnreadableBody(
          "it is not JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /** One walk over the tokens. The depth limit bounds the recursion. */
  private static final class Pass {

    private final JsonParser parser;
    private final Limits limits;
    private final Variables variables = new Variables();
    private int count;
    private long pathLength;
    private long writtenNames;

    Pass(JsonParser parser, Limits limits) {
      this.parser = parser;
      this.limits = limits;
    }

    Variables read() throws IOException, UnreadableBody {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableBody("it is JSON, but not an object");
      }
      readObject(variables.root(), null, 0);
      if (parser.nextToken() != null) {
        throw new UnreadableBody("something follows its JSON object");
      }
      variables.flagSimilarNames();
      return variables;
    }

    private void readObject(Branch branch, @Nullable String top, int depth)
        throws IOException, UnreadableBody {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = nameOf(parser.currentName());
        parser.nextToken();
        pathLength += name.length();
        readValue(branch, branch.key(name), top == null ? name : top, depth);
        pathLength -= name.length();
      }
    }

    private void readArray(Branch branch, String top, int depth)
        throws IOException, UnreadableBody {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        readValue(branch, branch.key(null), top, depth);
      }
    }

    private void readValue(Branch branch, String key, String top, int depth)
        throws IOException, UnreadableBody {
      limits.checkVariables(++count);
      if (parser.currentToken().isStructStart()) {
        readStructure(branch, key, top, depth + 1);
      } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
        variables.flag(Flag.NULL_VALUE);
      } else {
        limits.checkNames(writtenNames += pathLength);
        variables.set(branch, key, wellFormed(parser.getText()), top);
      }
    }

    private void readStructure(Branch branch, String key, String top, int depth)
        throws IOException, UnreadableBody {
      limits.checkDepth(depth);
      if (branch.children().containsKey(key)) {
        variables.conflict(top);
      }
      Branch below = variables.descend(branch, key, top);
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        below.writtenAsObject();
        readObject(below, top, depth);
      } else {
        readArray(below, top, depth);
      }
    }

    private static String nameOf(String name) throws UnreadableBody {
      if (name.indexOf('\0') >= 0) {
        throw new UnreadableBody("one of its variables has a NUL in its name");
      }
      return wellFormed(name);
    }

    /** Half of a surrogate pair is no character: UTF-8 could not carry it further. */
    private static String wellFormed(String text) throws UnreadableBody {
      if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
        throw new UnreadableBody("its JSON holds half a surrogate pair");
      }
      return text;
    }
  }
}
