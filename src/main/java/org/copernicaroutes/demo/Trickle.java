package org.copernicaroutes.demo;

import static org.copernicaroutes.demo.Onlooker.Name.CRM;
import static org.copernicaroutes.demo.Onlooker.Name.MAIL;
import static org.copernicaroutes.demo.Onlooker.Name.TARGET;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A handful of invented people who join one by one and then keep changing their minds: an endless
 * script, the same for the same random source.
 */
final class Trickle {

  private static final List<String> CAST = List.of("Anneke", "Bram", "Carmen", "Dirk", "Zo\u00eb");
  private static final List<String> CITIES =
      List.of("Amsterdam", "Delft", "Groningen", "Haarlem", "Leiden", "Utrecht");
  private static final List<String> SURNAMES =
      List.of("de Boer", "Jansen", "Mulder", "Smit", "Visser");
  private static final List<String> PRODUCTS =
      List.of("a lamp", "a bicycle bell", "a tea pot", "an umbrella", "a map of Zeeland");
  private static final long FIRST_PROFILE = 201;
  private static final long FIRST_ORDER = 9001;
  private static final int KINDS = 6;

  private final RandomGenerator random;
  private final Times times;
  private final Map<Long, Profile> people = new LinkedHashMap<>();
  private long nextOrder = FIRST_ORDER;

  Trickle(RandomGenerator random, LocalDateTime created) {
    this.random = random;
    this.times = new Times.OfRow(created);
  }

  Act next() {
    if (people.size() < CAST.size()) {
      return joins(CAST.get(people.size()));
    }
    Profile someone = people.get(FIRST_PROFILE + random.nextInt(CAST.size()));
    return switch (random.nextInt(KINDS)) {
      case 0 -> moves(someone);
      case 1 -> marries(someone);
      case 2 -> minds(someone);
      case 3 -> opens(someone);
      case 4 -> clicks(someone);
      default -> orders(someone);
    };
  }

  private Act joins(String name) {
    Map<String, String> fields =
        Form.pairs("name", name, "mail", mail(name), "city", anyOf(CITIES));
    Profile profile =
        new Profile(FIRST_PROFILE + people.size(), fields, Map.of("news", random.nextInt(2)));
    return told(profile, "create", fields, name + " joined, from " + fields.get("city"));
  }

  private Act moves(Profile person) {
    String city = another(CITIES, person.fields().get("city"));
    return changes(person, "city", city, "moved to " + city);
  }

  private Act marries(Profile person) {
    String first = first(person);
    String name = another(SURNAMES.stream().map(s -> first + " " + s).toList(), name(person));
    return changes(person, "name", name, "is now called " + name);
  }

  private Act minds(Profile person) {
    int wants = 1 - person.interests().get("news");
    Profile changed = new Profile(person.id(), person.fields(), Map.of("news", wants));
    String says = wants == 1 ? " wants the newsletter" : " is done with the newsletter";
    return told(changed, "update", Map.of("news", wants), name(person) + says);
  }

  private Act orders(Profile person) {
    String product = anyOf(PRODUCTS);
    String amount = "%d.%02d".formatted(random.nextInt(5, 80), random.nextInt(100));
    Subprofile order =
        new Subprofile(nextOrder++, person.id(), Form.pairs("product", product, "amount", amount));
    String says =
        "subprofile %d was created: %s ordered %s".formatted(order.id(), name(person), product);
    Form said = order.said("create", order.fields());
    return new Act(says, person.id(), said, times, Set.of(MAIL));
  }

  private Act opens(Profile person) {
    return happened(message(person).opened(), name(person) + " opened the newsletter");
  }

  private Act clicks(Profile person) {
    String url = "https://www.example.com/" + random.nextInt(1, 100);
    return happened(message(person).clicked(url), name(person) + " clicked in the newsletter");
  }

  private Message message(Profile person) {
    return new Message("m" + random.nextInt(1_000_000), person.fields().get("mail"));
  }

  private static Act happened(Form said, String says) {
    return new Act(says, null, said, new Times.OfMessage(), Set.of(TARGET));
  }

  private Act changes(Profile person, String field, String value, String says) {
    Map<String, String> fields = new LinkedHashMap<>(person.fields());
    fields.put(field, value);
    Profile changed = new Profile(person.id(), fields, person.interests());
    return told(changed, "update", Map.of(field, value), name(person) + " " + says);
  }

  private Act told(Profile profile, String type, Map<String, ?> parameters, String what) {
    people.put(profile.id(), profile);
    String says = "profile %d was %sd: %s".formatted(profile.id(), type, what);
    return new Act(says, profile.id(), profile.said(type, parameters), times, Set.of(CRM));
  }

  private <T> T anyOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> T another(List<T> all, T but) {
    return anyOf(all.stream().filter(one -> !one.equals(but)).toList());
  }

  private static String name(Profile person) {
    return person.fields().get("name");
  }

  private static String first(Profile person) {
    return CAST.get((int) (person.id() - FIRST_PROFILE));
  }

  private static String mail(String name) {
    return name.replace('\u00eb', 'e').toLowerCase(Locale.ROOT) + "@example.com";
  }
}
