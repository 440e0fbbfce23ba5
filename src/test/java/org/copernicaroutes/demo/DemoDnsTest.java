package org.copernicaroutes.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class DemoDnsTest {

  private final DemoDns dns = DemoDns.start(Zone.of(Copernicas.KEY), 0);

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void servesTheKeyInStringsThatJoinToTheRecordOverUdpAndTcp(boolean tcp) throws IOException {
    Message answer = ask("demo._domainkey.copernica.com.", Type.TXT, tcp);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    TXTRecord record = (TXTRecord) answer.getSection(Section.ANSWER).get(0);
    assertThat(record.getStrings()).hasSize(2);
    assertThat(String.join("", strings(record))).isEqualTo(Copernicas.KEY.record());
  }

  @Test
  void knowsTheNameInAnyCase() throws IOException {
    Message answer = ask("DEMO._DomainKey.copernica.com.", Type.TXT, false);

    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
  }

  @Test
  void saysThatEveryOtherNameDoesNotExist() throws IOException {
    Message answer = ask("other._domainkey.copernica.com.", Type.TXT, false);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void hasNothingButTextForTheName() throws IOException {
    Message answer = ask("demo._domainkey.copernica.com.", Type.A, false);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
  }

  private Message ask(String name, int type, boolean tcp) throws IOException {
    SimpleResolver resolver =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), dns.port()));
    resolver.setTCP(tcp);
    Record question = Record.newRecord(Name.fromString(name), type, DClass.IN);
    return resolver.send(Message.newQuery(question));
  }

  private static Iterable<String> strings(TXTRecord record) {
    return record.getStrings().stream().map(Object::toString).toList();
  }
}
