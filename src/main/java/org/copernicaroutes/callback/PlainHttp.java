package org.copernicaroutes.callback;

/**
 * What becomes of a call that others could read on its way: {@code copernica.callback.plain-http}.
 */
public enum PlainHttp {
  /** It is taken, counted, and said in the log. */
  WARN,
  /** It is answered 401 before its body is read. */
  REFUSE
}
