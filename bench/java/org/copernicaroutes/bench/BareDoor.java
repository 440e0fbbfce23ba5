package org.copernicaroutes.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * The floor below everything of ours: the same Tomcat with a servlet that reads the body and
 * answers as many bytes as the door does. Its second port answers whoever asks whether it is alive.
 */
final class BareDoor {

  private BareDoor() {}

  public static void main(String[] args) throws UnknownHostException {
    SimpleCommandLinePropertySource settings = new SimpleCommandLinePropertySource(args);
    serve(settings.getProperty("server.port"));
    serve(settings.getProperty("management.server.port"));
  }

  private static void serve(String port) throws UnknownHostException {
    TomcatServletWebServerFactory factory =
        new TomcatServletWebServerFactory(Integer.parseInt(port));
    factory.setAddress(InetAddress.getByName("127.0.0.1"));
    factory.addConnectorCustomizers(
        connector ->
            ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
                .setMaxKeepAliveRequests(-1));
    factory
        .getWebServer(context -> context.addServlet("bare", new Bare()).addMapping("/*"))
        .start();
  }

  @SuppressWarnings("serial")
  private static final class Bare extends HttpServlet {

    private static final byte[] ANSWER =
        ("{\"id\":\"" + "0".repeat(64) + "\"}").getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().readAllBytes();
      response.setContentType("application/json");
      response.setContentLength(ANSWER.length);
      response.getOutputStream().write(ANSWER);
    }
  }
}
