package org.copernicaroutes.inbox;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.ValidationException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;

/**
 * Says how a failed try is to end.
 *
 * <p>A {@link DeliveryFailure} knows; of everything else the outermost exception that we recognise
 * decides. What nobody recognises counts as misconfigured: it waits and shouts, and parks as soon
 * as another event shows that only this one fails.
 *
 * <p>Reasons are our own words with codes and host names. What a database or a server says about a
 * value is somebody's data and stays out.
 */
public final class FailureClassifier {

  private FailureClassifier() {}

  public static Failure failure(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    Failure known = first(chain, FailureClassifier::ours);
    if (known == null) {
      known = SqlFailures.failure(chain);
    }
    if (known == null) {
      known = first(chain, FailureClassifier::classified);
    }
    return known == null ? unknown(chain) : known;
  }

  private static Failure unknown(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    return new Failure(
        End.MISCONFIGURED,
        root.getClass().getSimpleName() + " in the route: the stack trace in the log says where",
        root,
        false);
  }

  /** From the outermost inwards; next exceptions after causes. */
  private static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    collect(thrown, seen, chain);
    return chain;
  }

  private static void collect(
      @Nullable Throwable thrown, Set<Throwable> seen, List<Throwable> chain) {
    if (thrown != null && seen.add(thrown)) {
      chain.add(thrown);
      collect(thrown.getCause(), seen, chain);
      if (thrown instanceof SQLException sql) {
        collect(sql.getNextException(), seen, chain);
      }
      if (thrown instanceof jakarta.mail.MessagingException mail) {
        collect(mail.getNextException(), seen, chain);
      }
    }
  }

  private static @Nullable Failure first(
      List<Throwable> chain, Function<Throwable, @Nullable Failure> rule) {
    for (Throwable thrown : chain) {
      Failure failure = rule.apply(thrown);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private static @Nullable Failure ours(Throwable thrown) {
    return thrown instanceof DeliveryFailure known
        ? new Failure(known.end(), String.valueOf(known.getMessage()), cause(known))
        : null;
  }

  private static Throwable cause(DeliveryFailure known) {
    return known.getCause() == null ? known : known.getCause();
  }

  private static @Nullable Failure classified(Throwable thrown) {
    if (thrown instanceof HttpOperationFailedException http) {
      return http(http);
    }
    if (thrown instanceof AuthenticationFailedException) {
      return misconfigured("the mail server refuses the user: see spring.mail.username", thrown);
    }
    Integer smtp = smtpCode(thrown);
    if (smtp != null) {
      return smtp(smtp, thrown);
    }
    return thrown instanceof IOException io ? network(io) : inTheRoute(thrown);
  }

  private static Failure http(HttpOperationFailedException e) {
    int status = e.getStatusCode();
    String reason = "answered HTTP " + status;
    return switch (status) {
      case 401, 403, 404, 405, 407 ->
          misconfigured(reason + ": check the address and the credentials", e);
      case 408, 425, 429 -> outage(reason, e);
      case 410 -> poison(reason + ": the target wants no more; take it out of the route", e);
      default -> status / 100 == 4 ? poison(reason, e) : outage(reason, e);
    };
  }

  private static @Nullable Integer smtpCode(Throwable thrown) {
    if (thrown instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    if (thrown instanceof SMTPSenderFailedException sender) {
      return sender.getReturnCode();
    }
    return thrown instanceof SMTPSendFailedException send ? send.getReturnCode() : null;
  }

  /** 530 and 535 speak of credentials, every other 5xx of this mail. */
  private static Failure smtp(int code, Throwable thrown) {
    String reason = "the mail server answered " + code;
    if (code == 530 || code == 535) {
      return misconfigured(reason + ": check spring.mail.username and password", thrown);
    }
    return code / 100 == 5 ? poison(reason, thrown) : outage(reason, thrown);
  }

  private static Failure network(IOException e) {
    boolean namesOnlyHosts =
        e instanceof ConnectException
            || e instanceof UnknownHostException
            || e instanceof NoRouteToHostException;
    String name = e.getClass().getSimpleName();
    if (e instanceof SSLException && e.getCause() instanceof CertificateException) {
      return misconfigured(name + ": nobody vouches for the server's certificate", e);
    }
    return outage(namesOnlyHosts ? name + ": " + e.getMessage() : name, e);
  }

  private static @Nullable Failure inTheRoute(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof DirectConsumerNotAvailableException) {
      return misconfigured("no route runs at the direct: endpoint that is sent to", thrown);
    }
    if (thrown instanceof NoSuchEndpointException
        || thrown instanceof ResolveEndpointFailedException
        || thrown instanceof NoSuchBeanException
        || thrown instanceof ExpressionIllegalSyntaxException) {
      return misconfigured(name + ": the route names something that does not exist", thrown);
    }
    if (thrown instanceof TypeConversionException
        || thrown instanceof NoTypeConversionAvailableException
        || thrown instanceof InvalidPayloadException
        || thrown instanceof ValidationException) {
      return poison(name + ": a value of this event cannot be converted", thrown);
    }
    boolean passing =
        thrown instanceof TransientDataAccessException
            || thrown instanceof ExchangeTimedOutException
            || thrown instanceof OutOfMemoryError;
    return passing ? outage(name, thrown) : null;
  }

  static Failure outage(String reason, Throwable cause) {
    return new Failure(End.OUTAGE, reason, cause);
  }

  static Failure misconfigured(String reason, Throwable cause) {
    return new Failure(End.MISCONFIGURED, reason, cause);
  }

  static Failure poison(String reason, Throwable cause) {
    return new Failure(End.POISON, reason, cause);
  }
}
