package org.copernicaroutes.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.copernicaroutes.callback.Untrusted;
import org.copernicaroutes.inbox.DeadLetter;
import org.copernicaroutes.inbox.DeadLetters;
import org.copernicaroutes.inbox.LetterFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Dead letters over HTTP, as {@code openapi.json} describes it. */
final class DeadLettersApi {

  private static final Logger log = LoggerFactory.getLogger(DeadLettersApi.class);

  private static final int LONGEST_ORDER = 256 * 1024;

  private final DeadLetters letters;
  private final JsonNode description;

  DeadLettersApi(DeadLetters letters) {
    this.letters = letters;
    this.description = read("openapi.json");
  }

  List<Route> routes() {
    return List.of(
        new Route(HttpMethod.GET, "/openapi.json", r -> Answers.json(description)),
        new Route(HttpMethod.GET, "/dead-letters", this::queues),
        new Route(HttpMethod.GET, "/dead-letters/{name}", this::list),
        new Route(HttpMethod.GET, "/dead-letters/{name}/{id}", this::show),
        new Route(HttpMethod.POST, "/dead-letters/{name}/retry", this::retry),
        new Route(HttpMethod.POST, "/dead-letters/{name}/discard", this::discard));
  }

  private ServerResponse queues(ServerRequest request) {
    LetterQuery.of(request, List.of());
    return Answers.json(LetterJson.queues(letters.queues()));
  }

  private ServerResponse list(ServerRequest request) {
    LetterQuery query = LetterQuery.of(request, LetterQuery.OF_LIST);
    return Answers.json(
        LetterJson.page(letters.list(request.pathVariable("name"), query.filter(), query.page())));
  }

  private ServerResponse show(ServerRequest request) {
    boolean personal = LetterQuery.of(request, LetterQuery.OF_SHOW).flag("personal");
    String name = request.pathVariable("name");
    String id = request.pathVariable("id");
    DeadLetter letter = letters.show(name, id).orElseThrow(() -> noSuchLetter(name, id));
    if (personal) {
      log.info(
          "letter.shown {} letter={} event={} with personal data, to {} at {}",
          name,
          letter.id(),
          letter.eventId(),
          request.servletRequest().getRemoteUser(),
          request.servletRequest().getRemoteAddr());
    }
    return Answers.json(LetterJson.whole(letter, personal));
  }

  private static Refusal noSuchLetter(String name, String id) {
    return new Refusal(
        404,
        ("There is no letter %s among the dead letters of %s: it was retried, discarded or expired, or the id is"
                + " misspelt. `dead list %s` or GET /dead-letters/%s lists those there are.")
            .formatted(Untrusted.quoted(id), name, name, name));
  }

  private ServerResponse retry(ServerRequest request) throws Exception {
    LetterFilter wanted = order(request).filter();
    return Answers.json(LetterJson.moved(letters.retry(request.pathVariable("name"), wanted)));
  }

  private ServerResponse discard(ServerRequest request) throws Exception {
    LetterOrder order = order(request);
    return Answers.json(
        LetterJson.moved(
            letters.discard(request.pathVariable("name"), order.filter(), order.requiredNote())));
  }

  /** No form of a web page can send this type, and without CORS no script of another site. */
  private static LetterOrder order(ServerRequest request) throws IOException {
    LetterQuery.of(request, List.of());
    if (!isJson(request.headers().firstHeader(HttpHeaders.CONTENT_TYPE))) {
      throw new Refusal(415, "Send JSON, with the header Content-Type: application/json.");
    }
    return LetterOrder.read(body(request));
  }

  private static boolean isJson(@Nullable String type) {
    return type != null
        && type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON_VALUE);
  }

  private static byte[] body(ServerRequest request) throws IOException {
    byte[] body = request.servletRequest().getInputStream().readNBytes(LONGEST_ORDER + 1);
    if (body.length > LONGEST_ORDER) {
      throw new Refusal(413, "More than 256 KB. Say which letters by a filter.");
    }
    return body;
  }

  private static JsonNode read(String resource) {
    try (InputStream in = DeadLettersApi.class.getResourceAsStream(resource)) {
      return LetterJson.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
