package org.copernicaroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.copernicaroutes.support.FakeDns;
import org.copernicaroutes.support.PackagedApp;
import org.copernicaroutes.support.SignedRequest;
import org.copernicaroutes.support.TestKey;

/** What is around the applications under load: Copernica's name server and the CRM. */
final class Site implements AutoCloseable {

  private final Path folder;
  private final FakeDns dns = FakeDns.start().txt(SignedRequest.KEY_ID, TestKey.ONE.dkim());
  final Crm crm;

  Site(Path folder, Crm crm) {
    this.folder = folder;
    this.crm = crm;
  }

  /** The packaged jar with the sample route files, except that nothing is routed yet. */
  Receiver jar(String name) {
    return receiver(name, new PackagedApp(folder(name)));
  }

  /** The same, started in another way. */
  Receiver program(String name, List<String> program) {
    return receiver(name, new PackagedApp(folder(name), program));
  }

  /** The same application on the plain class path, with a door that checks nothing. */
  Receiver unchecked(String name) {
    PackagedApp app =
        new PackagedApp(folder(name), UncheckedDoor.class)
            .with("camel.main.routes-include-pattern", "classpath:camel/decoding.camel.yaml");
    return receiver(name, app);
  }

  /** The same server with a servlet that reads the body and answers. */
  PackagedApp bare(String name) {
    return new PackagedApp(folder(name), BareDoor.class);
  }

  private Receiver receiver(String name, PackagedApp app) {
    crm.makeTable(name);
    return new Receiver(settings(app, name), folder(name), name);
  }

  private PackagedApp settings(PackagedApp app, String table) {
    return app.with("copernica.accounts", "1234")
        .with("copernica.callback.hosts", SignedRequest.HOST)
        .with("copernica.signature.dns-servers", dns.address())
        .with("copernica.signature.max-age", "1h")
        .with("copernica.inbox.retry.longest-pause", "1s")
        .with("spring.datasource.url", crm.url())
        .with("spring.datasource.username", crm.user())
        .with("spring.datasource.password", crm.password())
        .with("crm.table", table)
        .with("crm.columns", Crm.COLUMNS);
  }

  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    crm.close();
    dns.close();
  }
}
