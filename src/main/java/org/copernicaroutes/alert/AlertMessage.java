package org.copernicaroutes.alert;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/** A mail whose Message-ID is ours, also after it was sent once. */
final class AlertMessage extends MimeMessage {

  private final String id;
  private Address @Nullable [] some;

  AlertMessage(String id) {
    super((Session) null);
    this.id = id;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  /** To these and nobody else, whatever its headers say. */
  void deliverTo(Address... recipients) {
    some = recipients;
  }

  /** Whom it is delivered to. */
  @Override
  public Address[] getAllRecipients() throws MessagingException {
    return some == null ? super.getAllRecipients() : some;
  }
}
