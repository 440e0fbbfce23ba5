package org.copernicaroutes.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request, with what is known of who makes it. */
final class Caller extends HttpServletRequestWrapper {

  /** Of whoever has shown credentials. */
  static final String OPERATOR = "operator";

  private final @Nullable String name;
  private final boolean operator;

  private Caller(HttpServletRequest request, @Nullable String name, boolean operator) {
    super(request);
    this.name = name;
    this.operator = operator;
  }

  static Caller operator(HttpServletRequest request, String user) {
    return new Caller(request, user, true);
  }

  /** May see health in detail, and nothing that asks for credentials. */
  static Caller ofThisMachine(HttpServletRequest request) {
    return new Caller(request, "local", false);
  }

  /** May see whether the process lives, and no detail. */
  static Caller stranger(HttpServletRequest request) {
    return new Caller(request, null, false);
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return name == null ? null : () -> name;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return name;
  }

  @Override
  public boolean isUserInRole(String role) {
    return operator && role.equals(OPERATOR);
  }
}
