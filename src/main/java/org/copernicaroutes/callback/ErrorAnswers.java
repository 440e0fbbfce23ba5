package org.copernicaroutes.callback;

import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** Puts answers of ours in the place of Tomcat's pages for what Tomcat itself refuses. */
public final class ErrorAnswers {

  private ErrorAnswers() {}

  public static void by(ErrorReportValve ours, TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> replace(context, ours));
  }

  private static void replace(Context context, ErrorReportValve ours) {
    StandardHost host = (StandardHost) context.getParent();
    host.setErrorReportValveClass("");
    for (Valve valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.getPipeline().addValve(ours);
  }
}
