package org.copernicaroutes.demo;

import static org.copernicaroutes.demo.Onlooker.Name.CRM;
import static org.copernicaroutes.demo.Onlooker.Name.MAIL;
import static org.copernicaroutes.demo.Onlooker.Name.TARGET;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The life of one profile, its subprofile and a mail in the documented webhooks (copernica-spec.md,
 * sections 2.1 to 2.7), with invented data.
 */
final class Examples {

  private static final Profile AT_FIRST = johanna("Amsterdam", 1);
  private static final Profile LATER = johanna("Utrecht", 0);
  private static final Subprofile ORDERED = order("899.00");
  private static final Subprofile REPRICED = order("949.00");
  private static final Message NEWSLETTER = new Message("h7Kq2", "johanna@example.com");

  private Examples() {}

  static List<Act> all(LocalDateTime created) {
    Times row = new Times.OfRow(created);
    Times delete = new Times.OfDelete();
    return List.of(
        profile(
            "profile 123 was created: Johanna from Amsterdam, who wants the newsletter",
            AT_FIRST.said("create", with(AT_FIRST.fields(), "news", "1")),
            row),
        profile(
            "profile 123 was updated: Johanna moved to Utrecht and is done with the newsletter",
            LATER.said("update", Form.pairs("city", "Utrecht", "news", "0")),
            row),
        subprofile(
            "subprofile 123 was created: Johanna ordered a bicycle",
            ORDERED.said("create", ORDERED.fields()),
            row),
        subprofile(
            "subprofile 123 was updated: the bicycle got dearer",
            REPRICED.said("update", Map.of("amount", "949.00")),
            row),
        subprofile(
            "subprofile 123 was deleted: Johanna cancelled her order", REPRICED.deleted(), delete),
        new Act(
            "a link was clicked in the last newsletter to Johanna",
            null,
            NEWSLETTER.clicked("https://www.example.com/bicycles"),
            new Times.OfMessage(),
            Set.of(TARGET)),
        profile("profile 123 was deleted", LATER.deleted(), delete));
  }

  /** What the forger has in mind: to put a profile of his own into the CRM. */
  static Act forgersWish(LocalDateTime created) {
    Map<String, String> fields = Form.pairs("name", "Mallory", "mail", "mallory@example.com");
    Profile mallory = new Profile(666, fields, Map.of("news", 1));
    Form said = mallory.said("create", fields);
    return new Act(
        "profile 666 was created", mallory.id(), said, new Times.OfRow(created), Set.of());
  }

  private static Act profile(String says, Form said, Times times) {
    return new Act(says, LATER.id(), said, times, Set.of(CRM));
  }

  private static Act subprofile(String says, Form said, Times times) {
    return new Act(says, LATER.id(), said, times, Set.of(MAIL));
  }

  private static Profile johanna(String city, int wantsNews) {
    return new Profile(
        123,
        Form.pairs("name", "Johanna", "mail", "johanna@example.com", "city", city),
        Map.of("news", wantsNews));
  }

  private static Subprofile order(String amount) {
    return new Subprofile(123, 123, Form.pairs("product", "bicycle", "amount", amount));
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
