package org.copernicaroutes.signature;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.callback.CapturedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@link CapturedRequest} as the body and leaves a {@link VerifiedRequest}, an {@link
 * UnverifiedRequest} where its key cannot be had just now, or an {@link Answer} and a route that
 * stops here. Sets no header.
 */
final class SignatureCheckProcessor extends AsyncProcessorSupport {

  private final SignatureCheck check;
  private final RecentIds recent;
  private final VerdictLog verdicts;

  SignatureCheckProcessor(SignatureCheck check, RecentIds recent, VerdictLog verdicts) {
    this.check = check;
    this.recent = recent;
    this.verdicts = verdicts;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CompletableFuture<Verdict> verdict = verdict(exchange);
    boolean atOnce = verdict.isDone();
    verdict.whenComplete(
        (found, bug) -> {
          put(exchange, found, bug);
          callback.done(atOnce);
        });
    return atOnce;
  }

  private CompletableFuture<Verdict> verdict(Exchange exchange) {
    try {
      return check
          .check(exchange.getMessage().getMandatoryBody(CapturedRequest.class))
          .thenApply(recent::judged)
          .toCompletableFuture();
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void put(Exchange exchange, @Nullable Verdict verdict, @Nullable Throwable bug) {
    if (verdict == null) {
      exchange.setException(bug);
      return;
    }
    verdicts.noted(verdict);
    exchange.getMessage().setBody(result(verdict));
    exchange.setRouteStop(verdict instanceof Verdict.Refused);
  }

  private static Object result(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return refused.reason().answer();
    }
    return verdict instanceof Verdict.Verified verified
        ? verified.request()
        : ((Verdict.Undecided) verdict).request();
  }
}
