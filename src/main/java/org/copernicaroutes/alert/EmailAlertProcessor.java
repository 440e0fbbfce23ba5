package org.copernicaroutes.alert;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.SharedTransaction;
import org.copernicaroutes.inbox.WaitingEvents;

/**
 * The kamelet email-alert-sink's bean: mails an alert, or keeps it for the digest.
 *
 * <p>Made with the route, so that a wrong parameter is an error of the route file. It opens no
 * connection before it is started.
 */
public final class EmailAlertProcessor extends ServiceSupport
    implements Processor, CamelContextAware {

  private CamelContext context;
  private String to = "";
  private String from = "";
  private String subject = "";
  private String template = "";
  private String digestAfter = "";
  private String digestEvery = "";
  private String stepName = "";
  private Alerting alerting;
  private EmailAlert alert;
  private SubjectLine subjectLine;
  private Burst burst;
  private Mailer mailer;
  private WaitingEvents<Digest> digests;

  /** Called once, after the parameters were set. */
  public void check() {
    alerting = CamelContextHelper.mandatoryFindSingleByType(context, Alerting.class);
    AlertSettings settings = alerting.settings();
    alert = new AlertParameters(from, to, template, stepName).check(settings.templates());
    subjectLine = SubjectLine.parse(subject, context, settings.subjectLength());
    burst = Burst.of(digestAfter, digestEvery, alerting.clock());
    ExampleEvents.all().values().forEach(this::trySubject);
  }

  private void trySubject(Event example) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(example);
    try {
      subjectLine.render(exchange);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("subject: names what no event has: " + subject);
    }
  }

  @Override
  protected void doStart() throws Exception {
    mailer = new Mailer(context);
    mailer.start();
    digests =
        alerting
            .digests()
            .open(
                burst.terms(stepName), alerting.settings().digesting(), context, this::mailDigest);
    digests.start();
  }

  @Override
  protected void doStop() throws Exception {
    digests.stop();
    mailer.stop();
  }

  /** Leaves body and headers as they are. */
  @Override
  public void process(Exchange exchange) throws Exception {
    Event event = exchange.getMessage().getMandatoryBody(Event.class);
    if (alerting.once().begins(stepName, event, exchange)) {
      alert(exchange, event);
      alerting.once().done(exchange);
    }
  }

  private void alert(Exchange exchange, Event event) throws Exception {
    String line = subjectOf(exchange);
    if (burst.isOver() || burst.ends() && digests.isOpen()) {
      digests.add(exchange, Digest.of(event, line));
      SharedTransaction.afterCommit(alerting::countDigested);
    } else {
      SharedTransaction.leave();
      mail(alert.about(event, line));
      burst.mailed();
    }
  }

  private String subjectOf(Exchange exchange) {
    try {
      return subjectLine.render(exchange);
    } catch (RuntimeException e) {
      throw DeliveryFailure.poison("The subject of the alert cannot show this event.", e);
    }
  }

  private void mailDigest(Exchange exchange) throws Exception {
    mail(alert.about(exchange.getMessage().getMandatoryBody(Digest.class)));
  }

  private void mail(AlertMessage mail) throws Exception {
    mailer.send(mail);
    alerting.countMailed();
  }

  public void setTo(String to) {
    this.to = to;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public void setTemplate(String template) {
    this.template = template;
  }

  public void setDigestAfter(String digestAfter) {
    this.digestAfter = digestAfter;
  }

  public void setDigestEvery(String digestEvery) {
    this.digestEvery = digestEvery;
  }

  public void setStepName(String stepName) {
    this.stepName = stepName;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }
}
