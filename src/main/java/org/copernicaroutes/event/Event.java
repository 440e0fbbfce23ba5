package org.copernicaroutes.event;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change or happening that Copernica told us of, as routes and SQL read it.
 *
 * <p>The getters are the names that YAML uses: {@code ${body.action}}, {@code
 * ${body.fields[mail]}}. Their types are those of the contract: words as text, ids as {@code Long},
 * Copernica's zoneless times as {@link LocalDateTime}, instants as {@link OffsetDateTime} in UTC.
 * What was not said is null; maps are never null, and {@link #interestsSent()} tells an unsent
 * interest list from an empty one. Immutable.
 */
public final class Event {

  private final Action action;
  private final Subject subject;
  private final Origin origin;
  private final String id;
  private final long account;
  private final @Nullable Long database;
  private final @Nullable Long collection;
  private final @Nullable Long profile;
  private final @Nullable Long subprofile;
  private final Map<String, String> fields;
  private final Map<String, String> parameters;
  private final Map<String, String> old;
  private final @Nullable Map<String, Boolean> interests;
  private final Map<String, String> extra;
  private final List<String> flags;
  private final @Nullable LocalDateTime created;
  private final @Nullable LocalDateTime modified;
  private final @Nullable LocalDateTime timestamp;
  private final @Nullable OffsetDateTime time;
  private final OffsetDateTime signedAt;
  private final OffsetDateTime receivedAt;

  private Event(Builder b) {
    action = b.action;
    subject = b.subject;
    origin = b.origin;
    id = b.id;
    account = b.account;
    database = b.database;
    collection = b.collection;
    profile = b.profile;
    subprofile = b.subprofile;
    fields = frozen(b.fields);
    parameters = frozen(b.parameters);
    old = frozen(b.old);
    interests = b.interests == null ? null : frozen(b.interests);
    extra = frozen(b.extra);
    flags = List.copyOf(b.flags);
    created = b.created;
    modified = b.modified;
    timestamp = b.timestamp;
    time = b.time;
    signedAt = b.signedAt;
    receivedAt = b.receivedAt;
  }

  /** Keeps the order of arrival, which {@link Map#copyOf} would not. */
  private static <V> Map<String, V> frozen(Map<String, V> map) {
    return map.isEmpty()
        ? Collections.emptyMap()
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * @param signedAt the signed Date header of the request that told us
   */
  public static Builder of(
      Action action,
      Subject subject,
      Origin origin,
      String id,
      long account,
      OffsetDateTime signedAt,
      OffsetDateTime receivedAt) {
    return new Builder(action, subject, origin, id, account, signedAt, receivedAt);
  }

  public boolean is(Action wanted) {
    return action == wanted;
  }

  public boolean is(Subject wanted) {
    return subject == wanted;
  }

  /** The id of the row that this event is about; null for a message without a profile. */
  public @Nullable Long key() {
    return subject == Subject.SUBPROFILE ? subprofile : profile;
  }

  public String getAction() {
    return action.text();
  }

  public String getSubject() {
    return subject.text();
  }

  public String getOrigin() {
    return origin.text();
  }

  /** The event id: hex SHA-256 of the signing string. */
  public String getId() {
    return id;
  }

  public long getAccount() {
    return account;
  }

  public @Nullable Long getDatabase() {
    return database;
  }

  public @Nullable Long getCollection() {
    return collection;
  }

  public @Nullable Long getProfile() {
    return profile;
  }

  public @Nullable Long getSubprofile() {
    return subprofile;
  }

  /** The resulting state; for a delete the last known one, where it was sent. */
  public Map<String, String> getFields() {
    return fields;
  }

  /** What the change touched: fields, and interests as flat keys. Never a state. */
  public Map<String, String> getParameters() {
    return parameters;
  }

  /** The fields before the change; only callbacks in XML tell them. */
  public Map<String, String> getOld() {
    return old;
  }

  /** Interests by name, on or off; empty also when none were sent, see {@link #interestsSent()}. */
  public Map<String, Boolean> getInterests() {
    return interests == null ? Collections.emptyMap() : interests;
  }

  /** False: the request made no statement about interests, which must then be left as they are. */
  public boolean interestsSent() {
    return interests != null;
  }

  /** Variables that we know no meaning of, under their names on the wire. */
  public Map<String, String> getExtra() {
    return extra;
  }

  /** What was odd about the body but readable: short words such as {@code windows-1252}. */
  public List<String> getFlags() {
    return flags;
  }

  public @Nullable LocalDateTime getCreated() {
    return created;
  }

  public @Nullable LocalDateTime getModified() {
    return modified;
  }

  /** The moment of the event in Copernica's zone. */
  public @Nullable LocalDateTime getTimestamp() {
    return timestamp;
  }

  public @Nullable OffsetDateTime getTime() {
    return time;
  }

  public OffsetDateTime getSignedAt() {
    return signedAt;
  }

  public OffsetDateTime getReceivedAt() {
    return receivedAt;
  }

  /** Action, subject and ids only: safe for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(getAction()).append(' ').append(getSubject());
    append(text, "account", account);
    append(text, "database", database);
    append(text, "collection", collection);
    append(text, "profile", profile);
    append(text, "subprofile", subprofile);
    return text.append(" event=").append(id).toString();
  }

  private static void append(StringBuilder text, String name, @Nullable Long value) {
    if (value != null) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  /** Collects what a body says; everything not set was not said. */
  public static final class Builder {

    private final Action action;
    private final Subject subject;
    private final Origin origin;
    private final String id;
    private final long account;
    private final OffsetDateTime signedAt;
    private final OffsetDateTime receivedAt;
    private @Nullable Long database;
    private @Nullable Long collection;
    private @Nullable Long profile;
    private @Nullable Long subprofile;
    private Map<String, String> fields = Map.of();
    private Map<String, String> parameters = Map.of();
    private Map<String, String> old = Map.of();
    private @Nullable Map<String, Boolean> interests;
    private Map<String, String> extra = Map.of();
    private List<String> flags = List.of();
    private @Nullable LocalDateTime created;
    private @Nullable LocalDateTime modified;
    private @Nullable LocalDateTime timestamp;
    private @Nullable OffsetDateTime time;

    private Builder(
        Action action,
        Subject subject,
        Origin origin,
        String id,
        long account,
        OffsetDateTime signedAt,
        OffsetDateTime receivedAt) {
      this.action = action;
      this.subject = subject;
      this.origin = origin;
      this.id = id;
      this.account = account;
      this.signedAt = signedAt;
      this.receivedAt = receivedAt;
    }

    public Builder database(@Nullable Long value) {
      database = value;
      return this;
    }

    public Builder collection(@Nullable Long value) {
      collection = value;
      return this;
    }

    public Builder profile(@Nullable Long value) {
      profile = value;
      return this;
    }

    public Builder subprofile(@Nullable Long value) {
      subprofile = value;
      return this;
    }

    public Builder fields(Map<String, String> values) {
      fields = values;
      return this;
    }

    public Builder parameters(Map<String, String> values) {
      parameters = values;
      return this;
    }

    public Builder old(Map<String, String> values) {
      old = values;
      return this;
    }

    public Builder interests(@Nullable Map<String, Boolean> values) {
      interests = values;
      return this;
    }

    public Builder extra(Map<String, String> values) {
      extra = values;
      return this;
    }

    public Builder flags(List<String> values) {
      flags = values;
      return this;
    }

    public Builder created(@Nullable LocalDateTime value) {
      created = value;
      return this;
    }

    public Builder modified(@Nullable LocalDateTime value) {
      modified = value;
      return this;
    }

    public Builder timestamp(@Nullable LocalDateTime value) {
      timestamp = value;
      return this;
    }

    public Builder time(@Nullable OffsetDateTime value) {
      time = value;
      return this;
    }

    public Event build() {
      return new Event(this);
    }
  }
}
