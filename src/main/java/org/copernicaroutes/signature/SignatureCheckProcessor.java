package org.copernicaroutes.signature;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.copernicaroutes.callback.Answer;
import org.copernicaroutes.callback.CapturedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@link CapturedRequest} as the body and leaves a {@link VerifiedRequest}, or an {@link
 * Answer} and a route that stops here. Sets no header.
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
    } else if (verdicts.noted(verdict) instanceof Verdict.Verified verified) {
      exchange.getMessage().setBody(verified.request());
    } else {
      exchange.getMessage().setBody(answer(verdict));
      exchange.setRouteStop(true);
    }
  }

  private static Answer answer(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused
        ? refused.reason().answer()
        : Answer.UNAVAILABLE;
  }
}
