package org.copernicaroutes.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker about itself, through its management address, one question at a time. After any
 * exception it is of no more use: close it.
 */
final class BrokerManagement implements AutoCloseable {

  /**
   * One address for the answers to all nodes. Each has a queue of its own there, with a name that
   * keeps it out of the list of ours: the broker cannot list a queue that goes away meanwhile.
   */
  private static final String REPLIES = "copernica.replies";

  private static final SimpleString ADDRESS = SimpleString.of("activemq.management");
  private static final String OURS =
      "{\"field\":\"name\",\"operation\":\"CONTAINS\",\"value\":\"copernica.\"}";
  private static final String NOT_PERMITTED = "AMQ229032";
  private static final int ONE_PAGE = -1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Session session;
  private final ClientProducer questions;
  private final ClientConsumer replies;
  private final SimpleString queue;
  private final SimpleString replyTo;
  private final ClientSession core;
  private final long timeoutMillis;

  /**
   * @param connection started
   */
  BrokerManagement(Connection connection, Duration timeout) throws JMSException {
    timeoutMillis = timeout.toMillis();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    core = ((ActiveMQSession) session).getCoreSession();
    queue = SimpleString.of("replies." + UUID.randomUUID());
    replyTo = SimpleString.of(REPLIES + "::" + queue);
    try {
      core.createQueue(
          QueueConfiguration.of(queue)
              .setAddress(REPLIES)
              .setRoutingType(RoutingType.ANYCAST)
              .setDurable(false)
              .setTemporary(true));
      questions = core.createProducer(ADDRESS);
      replies = core.createConsumer(queue);
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    }
  }

  @FunctionalInterface
  private interface Question {
    void writeTo(ClientMessage message) throws Exception;
  }

  /** One of our queues, as the broker lists it. */
  record Queue(JsonNode properties) {

    String name() {
      return property("name");
    }

    String property(String property) {
      return properties.path(property).asText();
    }

    long events() {
      return properties.path("messageCount").asLong();
    }
  }

  @Nullable Object ofBroker(String attribute) throws JMSException {
    return attribute(ResourceNames.BROKER, attribute);
  }

  /** What holds for an address, whether there is such an address or not. */
  AddressSettings settings(String address) throws JMSException {
    return AddressSettings.fromJSON(String.valueOf(call("getAddressSettingsAsJSON", address)));
  }

  List<Queue> queues() throws JMSException {
    List<Queue> ours = new ArrayList<>();
    for (JsonNode queue : json(call("listQueues", OURS, ONE_PAGE, ONE_PAGE)).path("data")) {
      ours.add(new Queue(queue));
    }
    ours.removeIf(q -> !q.name().startsWith("copernica."));
    return ours;
  }

  /** As we need it, whatever the broker makes of queues that are made by the way. */
  void make(String queue) throws JMSException {
    try {
      core.createQueue(
          QueueConfiguration.of(queue)
              .setRoutingType(RoutingType.ANYCAST)
              .setDurable(true)
              .setAutoDelete(false));
    } catch (ActiveMQQueueExistsException e) {
      // another node was faster
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    }
  }

  private static JsonNode json(@Nullable Object text) {
    try {
      return JSON.readTree(String.valueOf(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** When the first event came that is not being delivered; null where there is none. */
  @Nullable Instant oldest(Queue queue) throws JMSException {
    Object millis = attribute(ResourceNames.QUEUE + queue.name(), "firstMessageTimestamp");
    return millis instanceof Number n ? Instant.ofEpochMilli(n.longValue()) : null;
  }

  private @Nullable Object attribute(String resource, String name) throws JMSException {
    return ask(m -> ManagementHelper.putAttribute(m, resource, name));
  }

  @Nullable Object call(String operation, Object... parameters) throws JMSException {
    return ask(
        m ->
            ManagementHelper.putOperationInvocation(
                m, ResourceNames.BROKER, operation, parameters));
  }

  private @Nullable Object ask(Question question) throws JMSException {
    try {
      ClientMessage message = core.createMessage(false);
      message.putStringProperty(ClientMessageImpl.REPLYTO_HEADER_NAME, replyTo);
      question.writeTo(message);
      questions.send(message);
      return result(replies.receive(timeoutMillis));
    } catch (ActiveMQException e) {
      throw JMSExceptionHelper.convertFromActiveMQException(e);
    } catch (JMSException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object result(@Nullable ClientMessage reply) throws Exception {
    if (reply == null) {
      throw new JMSException("the broker did not answer on its management address");
    }
    reply.acknowledge();
    Object result = ManagementHelper.getResult(reply);
    if (!ManagementHelper.hasOperationSucceeded(reply)) {
      throw refused(String.valueOf(result));
    }
    return result;
  }

  private static JMSException refused(String why) {
    return why.contains(NOT_PERMITTED) ? new JMSSecurityException(why) : new JMSException(why);
  }

  /** The same words for each of our queues, so that one refusal does not read as many. */
  static String withoutQueue(String words) {
    return words.replaceAll("replies\\.[0-9a-f-]{36}", "replies");
  }

  /** A temporary queue would stay for as long as the connection. */
  @Override
  public void close() throws JMSException {
    try {
      replies.close();
      core.deleteQueue(queue);
    } catch (ActiveMQException e) {
      // then it goes with the connection
    } finally {
      session.close();
    }
  }
}
