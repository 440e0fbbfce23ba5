package org.copernicaroutes.callback;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a servlet answer without reading the rest of the body.
 *
 * <p>Tomcat would read that rest after the answer, blocking a thread for as long as a slow sender
 * likes. The servlet API has no word for "do not"; this carries Tomcat's own to the servlet.
 */
final class UnreadBodyValve extends ValveBase {

  private static final String ABANDON = UnreadBodyValve.class.getName();

  UnreadBodyValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Runnable abandon =
        () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    request.setAttribute(ABANDON, abandon);
    getNext().invoke(request, response);
  }

  /** Leaves what is still to come unread; the connection ends with the answer. */
  static void abandonBody(ServletRequest request) {
    if (request.getAttribute(ABANDON) instanceof Runnable abandon) {
      abandon.run();
    }
  }
}
