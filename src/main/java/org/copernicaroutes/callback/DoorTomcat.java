package org.copernicaroutes.callback;

import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** What our servlet needs of Tomcat beyond {@code server.*} settings. */
final class DoorTomcat implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final DoorLog log;

  DoorTomcat(DoorLog log) {
    this.log = log;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(DoorProtocol.class.getName());
    factory.addContextCustomizers(this::reportProblems);
    factory.addContextCustomizers(context -> context.getPipeline().addValve(new UnreadBodyValve()));
  }

  private void reportProblems(Context context) {
    StandardHost host = (StandardHost) context.getParent();
    host.setErrorReportValveClass("");
    for (Valve valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
    host.getPipeline().addValve(new ProblemReportValve(log));
  }
}
