package org.copernicaroutes.alert;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultExchange;
import org.copernicaroutes.event.Event;
import org.copernicaroutes.event.ExampleEvents;
import org.copernicaroutes.inbox.DeliveryFailure;

/**
 * The kamelet email-alert-sink's bean: puts the mail in the place of the event.
 *
 * <p>Made with the route, so that a wrong parameter is an error of the route file. It opens no
 * connection.
 */
public final class EmailAlertProcessor implements Processor, CamelContextAware {

  private CamelContext context;
  private String to = "";
  private String from = "";
  private String subject = "";
  private String template = "";
  private String stepName = "";
  private Alerting alerting;
  private EmailAlert alert;
  private SubjectLine subjectLine;

  /** Called once, after the parameters were set. */
  public void check() {
    alerting = CamelContextHelper.mandatoryFindSingleByType(context, Alerting.class);
    AlertSettings settings = alerting.settings();
    alert = new AlertParameters(from, to, template, stepName).check(settings.templates());
    subjectLine = SubjectLine.parse(subject, context, settings.subjectLength());
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

  /** Leaves no body where a mail about this change was sent for another event. */
  @Override
  public void process(Exchange exchange) throws Exception {
    Event event = exchange.getMessage().getMandatoryBody(Event.class);
    boolean begins = alerting.once().begins(stepName, event, exchange);
    exchange.getMessage().setBody(begins ? alert.about(event, subjectOf(exchange)) : null);
  }

  private String subjectOf(Exchange exchange) {
    try {
      return subjectLine.render(exchange);
    } catch (RuntimeException e) {
      throw DeliveryFailure.poison("The subject of the alert cannot show this event.", e);
    }
  }

  /** Called once the mail server has taken the mail. */
  public void mailed(Exchange exchange) {
    alerting.once().done(exchange);
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
