package org.copernicaroutes.callback;

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
    ErrorAnswers.by(new ProblemReportValve(log), factory);
    factory.addContextCustomizers(context -> context.getPipeline().addValve(new UnreadBodyValve()));
  }
}
