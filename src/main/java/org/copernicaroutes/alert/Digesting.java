package org.copernicaroutes.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.copernicaroutes.alert.Digest.Kind;
import org.copernicaroutes.alert.Digest.Shown;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.DigestFormat;

/**
 * How alerts become one digest, and what it is in its queue.
 *
 * @param most how many events are shown in full
 * @param length of all that are shown, in characters of their JSON; the others only count
 */
record Digesting(int most, long length) implements DigestFormat<Digest> {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final Comparator<Digest> BY_FIRST =
      Comparator.comparing(Digest::first).thenComparing(Digest::id);

  private static final Comparator<Kind> BY_NAME =
      Comparator.comparing(Kind::action)
          .thenComparing(Kind::subject)
          .thenComparing(Kind::database, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Kind::collection, Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final Comparator<Shown> BY_TIME =
      Comparator.comparing(Shown::at).thenComparing(Shown::id);

  @Override
  public Digest merge(List<Digest> digests) {
    List<Digest> all = digests.stream().filter(d -> d.alerts() > 0).sorted(BY_FIRST).toList();
    if (all.isEmpty()) {
      return Digest.NONE;
    }
    Digest first = all.get(0);
    return new Digest(
        all.stream().mapToLong(Digest::alerts).sum(),
        first.id(),
        first.subject(),
        first.first(),
        all.stream().map(Digest::last).max(Comparator.naturalOrder()).orElseThrow(),
        kinds(all),
        shown(all));
  }

  /** The most frequent first. */
  private static List<Kind> kinds(List<Digest> all) {
    Map<Kind, Long> numbers = new TreeMap<>(BY_NAME);
    all.stream()
        .flatMap(d -> d.kinds().stream())
        .forEach(k -> numbers.merge(k, k.alerts(), Long::sum));
    return numbers.entrySet().stream()
        .map(e -> e.getKey().of(e.getValue()))
        .sorted(Comparator.comparing(Kind::alerts).reversed().thenComparing(BY_NAME))
        .toList();
  }

  private List<Shown> shown(List<Digest> all) {
    List<Shown> sorted = all.stream().flatMap(d -> d.shown().stream()).sorted(BY_TIME).toList();
    List<Shown> shown = new ArrayList<>();
    long sum = 0;
    for (Shown next : sorted) {
      sum += next.event().length();
      if (shown.size() == most || sum > length) {
        break;
      }
      shown.add(next);
    }
    return shown;
  }

  @Override
  public long events(Digest digest) {
    return digest.alerts();
  }

  @Override
  public String write(Digest digest) {
    try {
      return JSON.writeValueAsString(digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Digest read(String text) {
    try {
      return JSON.readValue(text, Digest.class);
    } catch (JsonProcessingException e) {
      throw DeliveryFailure.poison(
          "the text is no digest of alerts. Only copernica-routes may send to this queue", null);
    }
  }
}
