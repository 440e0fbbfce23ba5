package org.copernicaroutes.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the API of a running receiver. */
final class AdminCall {

  /** To retry or discard very many letters takes a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final ReceiverSettings receiver;
  private final String authorization;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

  /**
   * @throws NotDone where there is no password
   */
  AdminCall(ReceiverSettings receiver) {
    this.receiver = receiver;
    this.authorization = authorization(receiver);
  }

  private static String authorization(ReceiverSettings receiver) {
    try {
      return receiver.authorization();
    } catch (IOException e) {
      throw PasswordFile.isMissing(e)
          ? NotDone.failed(
              ("%s is not there: the receiver makes it at its first start. Run this in the folder that the receiver runs"
                      + " in, or say --copernica.operator.password-file=… (or password), or COPERNICA_OPERATOR_PASSWORD.")
                  .formatted(receiver.file().path()))
          : NotDone.failed(
              "%s cannot be read (%s). Run this as the user who runs the receiver."
                  .formatted(receiver.file().path(), Problem.words(e)));
    }
  }

  /** Behind the address of the admin port. */
  JsonNode get(String path) {
    return answer(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(receiver.admin() + path))
        .timeout(PATIENCE)
        .header("Authorization", authorization);
  }

  private JsonNode answer(HttpRequest.Builder request) {
    try {
      return json(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (ConnectException e) {
      throw NotDone.failed(
          ("No receiver answers at %s. Is it running? Dead letters are safe meanwhile: they are on the disk of the"
                  + " broker. Another address: --url=http://host:8081, or --management.server.port=…")
              .formatted(receiver.admin()));
    } catch (IOException e) {
      throw NotDone.failed(
          "The receiver at %s did not answer: %s. What it had begun it may have done: list before you try again."
              .formatted(receiver.admin(), Problem.words(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotDone.failed("Interrupted.");
    }
  }

  private JsonNode json(HttpResponse<String> response) {
    JsonNode body = tree(response.body());
    if (body == null) {
      throw NotDone.failed(
          "%s is not the admin port of a receiver: it answered %d without JSON."
              .formatted(receiver.admin(), response.statusCode()));
    }
    if (response.statusCode() == 200) {
      return body;
    }
    String detail = body.path("detail").asText("answered " + response.statusCode());
    throw response.statusCode() == 400 ? NotDone.notUnderstood(detail) : NotDone.failed(detail);
  }

  private static @Nullable JsonNode tree(String text) {
    try {
      JsonNode json = LetterJson.JSON.readTree(text);
      return json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
