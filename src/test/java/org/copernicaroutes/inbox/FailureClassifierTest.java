package org.copernicaroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class FailureClassifierTest {

  private static End end(Throwable thrown) {
    return FailureClassifier.failure(thrown).end();
  }

  @Test
  void aDeliveryFailureDecidesHoweverDeepItIs() {
    Throwable wrapped =
        new CamelExecutionException(
            "x", null, new IOException(DeliveryFailure.misconfigured("no template", null)));
    assertThat(FailureClassifier.failure(wrapped))
        .extracting(Failure::end, Failure::reason)
        .containsExactly(End.MISCONFIGURED, "no template");
  }

  @ParameterizedTest
  @CsvSource({
    "08001, OUTAGE",
    "08006, OUTAGE",
    "40001, OUTAGE",
    "40P01, OUTAGE",
    "53300, OUTAGE",
    "55P03, OUTAGE",
    "57P01, OUTAGE",
    "57014, OUTAGE",
    "25006, OUTAGE",
    "HYT00, OUTAGE",
    "90067, OUTAGE",
    "28P01, MISCONFIGURED",
    "28000, MISCONFIGURED",
    "3D000, MISCONFIGURED",
    "42501, MISCONFIGURED",
    "42P01, MISCONFIGURED",
    "42S02, MISCONFIGURED",
    "42703, MISCONFIGURED",
    "42S22, MISCONFIGURED",
    "42601, MISCONFIGURED",
    "22001, POISON",
    "22P02, POISON",
    "23502, POISON",
    "23505, POISON",
    "23514, POISON",
    "P0001, POISON",
    "23503, NOT_YET",
    "23506, NOT_YET"
  })
  void anSqlStateDecides(String state, End end) {
    SQLException cause = new SQLException("Key (mail)=(x@y.nl) already exists", state);
    Failure failure =
        FailureClassifier.failure(
            new RuntimeCamelException(new DuplicateKeyException("x@y.nl", cause)));
    assertThat(failure.end()).isEqualTo(end);
    assertThat(failure.reason()).contains(state).doesNotContain("x@y.nl");
  }

  @Test
  void mariaDbSaysAMissingRowAndALockTimeOutByItsOwnNumbers() {
    assertThat(end(new SQLException("", "23000", 1452))).isEqualTo(End.NOT_YET);
    assertThat(end(new SQLException("", "23000", 1062))).isEqualTo(End.POISON);
    assertThat(end(new SQLException("", "HY000", 1205))).isEqualTo(End.OUTAGE);
  }

  @Test
  void mariaDbBreakingOffAStatementIsAnOutageWhateverClassTheDriverMakesOfIt() {
    assertThat(end(new SQLException("query killed", "70100", 1317))).isEqualTo(End.OUTAGE);
    assertThat(end(new SQLException("connection killed", "70100", 1927))).isEqualTo(End.OUTAGE);
    assertThat(end(new SQLException("took too long", "70100", 1969))).isEqualTo(End.OUTAGE);
  }

  @Test
  void aPoolThatTimesOutIsAnOutageUnlessThePasswordIsRefused() {
    SQLException timeout = new SQLTransientConnectionException("timed out");
    assertThat(end(new CannotGetJdbcConnectionException("x", timeout))).isEqualTo(End.OUTAGE);
    timeout.initCause(new SQLException("password", "28P01"));
    assertThat(end(new CannotGetJdbcConnectionException("x", timeout)))
        .isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void whatABatchSaysIsInItsNextException() {
    BatchUpdateException batch = new BatchUpdateException();
    batch.setNextException(new SQLException("", "22001"));
    assertThat(end(batch)).isEqualTo(End.POISON);
  }

  @ParameterizedTest
  @CsvSource({
    "400, POISON",
    "401, MISCONFIGURED",
    "403, MISCONFIGURED",
    "404, MISCONFIGURED",
    "405, MISCONFIGURED",
    "408, OUTAGE",
    "409, POISON",
    "410, POISON",
    "413, POISON",
    "422, POISON",
    "429, OUTAGE",
    "500, OUTAGE",
    "503, OUTAGE",
    "302, OUTAGE"
  })
  void anHttpStatusDecides(int status, End end) {
    assertThat(
            end(
                new HttpOperationFailedException(
                    "http://h/?mail=x@y.nl", status, "", null, Map.of(), "x@y.nl")))
        .isEqualTo(end);
  }

  @Test
  void aTargetThatIsGoneWantsNoMore() {
    Exception gone = new HttpOperationFailedException("http://h/", 410, "", null, Map.of(), "");
    assertThat(FailureClassifier.failure(gone).reason()).contains("410", "wants no more");
  }

  @Test
  void theMailServersCodeDecides() {
    assertThat(end(new AuthenticationFailedException("535"))).isEqualTo(End.MISCONFIGURED);
    assertThat(end(new SMTPSendFailedException("", 451, "", null, null, null, null)))
        .isEqualTo(End.OUTAGE);
    assertThat(end(new SMTPSendFailedException("", 554, "", null, null, null, null)))
        .isEqualTo(End.POISON);
    Exception unknownUser = new SMTPAddressFailedException(null, "RCPT", 550, "x@y.nl");
    assertThat(end(new SendFailedException("x@y.nl", unknownUser))).isEqualTo(End.POISON);
    assertThat(FailureClassifier.failure(unknownUser).reason()).doesNotContain("x@y.nl");
    assertThat(end(new MessagingException("", new ConnectException("refused"))))
        .isEqualTo(End.OUTAGE);
  }

  @Test
  void aNetworkThatIsAwayIsAnOutage() {
    assertThat(end(new ConnectException("refused"))).isEqualTo(End.OUTAGE);
    assertThat(end(new SocketTimeoutException("read"))).isEqualTo(End.OUTAGE);
    assertThat(end(new UnknownHostException("crm"))).isEqualTo(End.OUTAGE);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsMisconfiguredAndABrokenHandshakeAnOutage() {
    SSLHandshakeException untrusted = new SSLHandshakeException("x");
    untrusted.initCause(new CertificateException("y"));
    assertThat(end(new MessagingException("", untrusted))).isEqualTo(End.MISCONFIGURED);
    assertThat(end(new SSLHandshakeException("closed"))).isEqualTo(End.OUTAGE);
  }

  @Test
  void aValueThatCannotBeConvertedIsPoison() {
    Exception cause = new NumberFormatException("x");
    assertThat(end(new TypeConversionException("x", Long.class, cause))).isEqualTo(End.POISON);
  }

  @Test
  void aRouteThatNamesWhatDoesNotExistIsMisconfigured() {
    assertThat(end(new NoSuchEndpointException("smtp:x"))).isEqualTo(End.MISCONFIGURED);
    assertThat(end(new NoSuchBeanException("writer"))).isEqualTo(End.MISCONFIGURED);
  }

  @Test
  void whatNobodyKnowsIsMisconfiguredUntilAnotherEventPasses() {
    Failure failure = FailureClassifier.failure(new NullPointerException("x@y.nl"));
    assertThat(failure.end()).isEqualTo(End.MISCONFIGURED);
    assertThat(failure.reason()).contains("NullPointerException").doesNotContain("x@y.nl");
  }
}
