package org.copernicaroutes.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls the admin port. Where others can reach it nothing is for everyone but whether
 * the process lives and is ready, in one word; elsewhere what needs credentials asks for them by
 * itself.
 */
@SuppressWarnings("serial")
final class LoginFilter extends HttpFilter {

  static final String CHALLENGE = "Basic realm=\"copernica-routes\", charset=\"UTF-8\"";

  private static final String WHERE =
      "They are copernica.operator.user and copernica.operator.password, or the password in"
          + " copernica.operator.password-file.";

  private final OperatorSettings settings;
  private final Credentials credentials;
  private final WrongLogins wrong;
  private final boolean exposed;
  private final Set<String> probes;

  /**
   * @param probes paths that an orchestrator asks without credentials
   */
  LoginFilter(
      OperatorSettings settings,
      Credentials credentials,
      WrongLogins wrong,
      boolean exposed,
      Set<String> probes) {
    this.settings = settings;
    this.credentials = credentials;
    this.wrong = wrong;
    this.exposed = exposed;
    this.probes = probes;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String header = request.getHeader("Authorization");
    Problem refusal = header == null ? withoutLogin(request) : refusal(header, request);
    if (refusal != null) {
      refuse(refusal, response);
    } else if (header != null) {
      chain.doFilter(Caller.operator(request, settings.user()), response);
    } else {
      chain.doFilter(exposed ? Caller.stranger(request) : Caller.ofThisMachine(request), response);
    }
  }

  private @Nullable Problem withoutLogin(HttpServletRequest request) {
    return exposed && !probes.contains(request.getServletPath()) ? missing() : null;
  }

  /** What is asked for with a wrong password is refused also where none is needed. */
  private @Nullable Problem refusal(String header, HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (wrong.mustPause(address)) {
      return new Problem(
          429,
          "There were %d wrong logins from this address. Try again after %s (copernica.operator.pause)."
              .formatted(settings.tries(), settings.pause()));
    }
    if (credentials.match(header)) {
      return null;
    }
    wrong.add(address, request.getMethod());
    return new Problem(401, "These are not the credentials of this receiver. " + WHERE);
  }

  static Problem missing() {
    return new Problem(401, "This asks for credentials (HTTP Basic). " + WHERE);
  }

  private void refuse(Problem refusal, HttpServletResponse response) throws IOException {
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", CHALLENGE);
    } else {
      response.setHeader("Retry-After", String.valueOf(Math.max(1, settings.pause().toSeconds())));
    }
    refusal.writeTo(response);
  }
}
