package org.copernicaroutes.callback;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.ApplicationListener;

/** Says once, when all has started, which calls the door takes and from whom. */
record DoorSign(CallbackSettings settings, ServerProperties server, String accounts)
    implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(DoorSign.class);

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (takesPlainHttpOfAnyone()) {
      LOG.warn("door.opened {}", text(port));
    } else {
      LOG.info("door.opened {}", text(port));
    }
  }

  String text(String port) {
    return "on port %s of %s %s TLS, for account %s: calls to %s. Plain HTTP: %s."
        .formatted(
            port, interfaces(), speaksTls() ? "with" : "without", accounts, address(), plainHttp());
  }

  private String interfaces() {
    InetAddress address = server.getAddress();
    return address == null ? "every address" : address.getHostAddress();
  }

  private String address() {
    return PublicUrl.of(settings.publicUrl())
        .map(url -> url + ", which reach us at " + settings.path())
        .orElseGet(() -> String.join(", ", settings.hosts()) + " at " + settings.path());
  }

  private String plainHttp() {
    if (speaksTls()) {
      return "from nobody";
    }
    if (isForThisMachineAlone()) {
      return "from this machine, which alone can reach that address";
    }
    return settings.plainHttp() == PlainHttp.REFUSE ? fromThoseNamed() : fromAnyone();
  }

  private String fromThoseNamed() {
    String proxies = TrustedProxies.of(settings.trustedProxies()).toString();
    return "from this machine"
        + (proxies.isEmpty() ? "" : " and the trusted proxies " + proxies)
        + "; everyone else is refused";
  }

  private static String fromAnyone() {
    return "from anyone (copernica.callback.plain-http is warn), so that others may read the calls"
        + " on their way. Give the door a certificate, or name the proxy that has one in"
        + " copernica.callback.trusted-proxies; then set plain-http to refuse. See docs/proxies.md";
  }

  boolean takesPlainHttpOfAnyone() {
    return !speaksTls() && !isForThisMachineAlone() && settings.plainHttp() == PlainHttp.WARN;
  }

  private boolean speaksTls() {
    return Ssl.isEnabled(server.getSsl());
  }

  private boolean isForThisMachineAlone() {
    return server.getAddress() != null && server.getAddress().isLoopbackAddress();
  }
}
