package org.copernicaroutes.alert;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/**
 * Hands mails to the mail server of {@code spring.mail.*}, on an exchange of its own: nothing of
 * the route's reaches the mail.
 *
 * <p>The server is asked about every recipient before it is given the mail. While it refuses one
 * only for now, nobody gets it; so no recipient gets it with every try. Those that it refuses for
 * good are left out, the others get it, and the failure says so.
 */
final class Mailer {

  private static final String SERVER = "smtp:alert-mail-session?session=#alertMailSession";

  private final Producer server;

  Mailer(CamelContext context) throws Exception {
    server = context.getEndpoint(SERVER).createProducer();
  }

  void start() {
    server.start();
  }

  void stop() {
    server.stop();
  }

  void send(AlertMessage mail) throws Exception {
    try {
      hand(mail);
    } catch (SendFailedException e) {
      Address[] refused = all(e.getInvalidAddresses());
      if (isRefusedForNow(e)) {
        throw DeliveryFailure.outage("the mail server refuses a recipient for now", e);
      }
      if (refused.length == 0 || refused.length == mail.getAllRecipients().length) {
        throw e;
      }
      sendToOthers(mail, e);
    }
  }

  private void sendToOthers(AlertMessage mail, SendFailedException e) throws Exception {
    int all = mail.getAllRecipients().length;
    mail.deliverTo(all(e.getValidUnsentAddresses()));
    hand(mail);
    throw DeliveryFailure.poison(
        "the mail server refuses %d of %d recipients for good; the others have the mail. Correct `to`"
            .formatted(e.getInvalidAddresses().length, all),
        e);
  }

  /** It tells of every recipient that it refused, one behind the other. */
  private static boolean isRefusedForNow(SendFailedException e) {
    for (Exception next = e;
        next != null;
        next = next instanceof MessagingException m ? m.getNextException() : null) {
      if (next instanceof SMTPAddressFailedException refused
          && refused.getReturnCode() / 100 == 4) {
        return true;
      }
    }
    return false;
  }

  private static Address[] all(Address[] addresses) {
    return addresses == null ? new Address[0] : addresses;
  }

  private void hand(AlertMessage mail) throws Exception {
    Exchange exchange = server.getEndpoint().createExchange();
    exchange.getMessage().setBody(mail);
    server.process(exchange);
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
  }
}
