package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermittedAddressesTest {

  private final PermittedAddresses permitted =
      new PermittedAddresses(SystemDefaultDnsResolver.INSTANCE, Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "::ffff:169.254.169.254",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "fd00:0ec2:0:0:0:0:0:0254",
        "fd20:ce::254",
        "fd00:c1::a9fe:a9fe",
        "100.100.100.200",
        "168.63.129.16"
      })
  void refusesWhatGivesAMachineItsIdentity(String address) {
    assertThatThrownBy(() -> permitted.resolve(address))
        .isInstanceOfSatisfying(
            DeliveryFailure.class, e -> assertThat(e.end()).isEqualTo(End.MISCONFIGURED))
        .hasMessageContaining("copernica.forward.allowed-addresses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "fd00::1",
        "fec0::1",
        "100.64.0.1",
        "192.0.2.1",
        "2001:db8::1"
      })
  void internalTargetsAreNormal(String address) throws UnknownHostException {
    assertThat(permitted.resolve(address)).containsExactly(InetAddress.getByName(address));
  }

  @Test
  void theAddressCountsWhateverItsNameIs() {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("crm.example.org", address("169.254.169.254"));
    assertThatThrownBy(() -> new PermittedAddresses(names, Set.of()).resolve("crm.example.org"))
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining("crm.example.org is at 169.254.169.254");
  }

  @Test
  void ofSeveralAddressesTheOthersServe() throws UnknownHostException {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("crm.example.org", address("fe80::1"), address("192.0.2.1"));
    assertThat(new PermittedAddresses(names, Set.of()).resolve("crm.example.org"))
        .containsExactly(address("192.0.2.1"));
  }

  @Test
  void whatIsAllowedIsServedAndNoOther() throws UnknownHostException {
    Set<InetAddress> allowed = Set.of(address("169.254.7.7"));
    PermittedAddresses some = new PermittedAddresses(SystemDefaultDnsResolver.INSTANCE, allowed);
    assertThat(some.resolve("169.254.7.7")).containsExactly(address("169.254.7.7"));
    assertThatThrownBy(() -> some.resolve("169.254.7.8")).isInstanceOf(DeliveryFailure.class);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
