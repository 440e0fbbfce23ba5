package org.copernicaroutes.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The receiver's door as the whole world sees it: an address that takes a POST. */
final class Door {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** The client writes these two by itself, with the values that were signed. */
  private static final Set<String> WRITTEN_BY_THE_CLIENT = Set.of("Host", "Content-Length");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI address;

  Door(URI address) {
    this.address = address;
  }

  Answered post(Call call) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request(call), BodyHandlers.ofString());
    return new Answered(response.statusCode(), response.body());
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(call.body(), StandardCharsets.US_ASCII));
    call.headers().forEach((name, value) -> addTo(request, name, value));
    return request.build();
  }

  private static void addTo(HttpRequest.Builder request, String name, String value) {
    if (!WRITTEN_BY_THE_CLIENT.contains(name)) {
      request.header(name, value);
    }
  }

  /** What the door said. */
  record Answered(int status, String body) {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]+)\"");
    private static final int OK = 200;

    boolean stored() {
      return status == OK;
    }

    /** The event id; empty when the door did not say one. */
    String id() {
      Matcher id = ID.matcher(body);
      return id.find() ? id.group(1) : "";
    }
  }
}
