package org.copernicaroutes.support;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A receiver that asks the library of Standard Webhooks whether a request is ours, and of now. */
public final class OfficialWebhook {

  private OfficialWebhook() {}

  public static boolean verifies(String secret, LoggedRequest request) {
    return verifies(secret, request, request.getBodyAsString());
  }

  /** As if that had been the body. */
  public static boolean verifies(String secret, LoggedRequest request, String body) {
    try {
      new Webhook(secret).verify(body, headers(request));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private static Map<String, List<String>> headers(LoggedRequest request) {
    return Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
        .filter(request::containsHeader)
        .collect(Collectors.toMap(name -> name, name -> List.of(request.getHeader(name))));
  }
}
