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
 * The life of one profile and one subprofile in the six documented webhooks (copernica-spec.md,
 * sections 2.1 to 2.6), with invented data.
 */
final class Examples {

  private static final Profile AT_FIRST =
      new Profile(
          123,
          Form.pairs("name", "Johanna", "mail", "johanna@example.com", "city", "Amsterdam"),
          Map.of("news", 1));
  private static final Profile LATER =
      new Profile(
          123,
          Form.pairs("name", "Johanna", "mail", "johanna@example.com", "city", "Utrecht"),
          Map.of("news", 0));
  private static final Subprofile ORDERED =
      new Subprofile(123, 123, Form.pairs("product", "bicycle", "amount", "899.00"));
  private static final Subprofile REORDERED =
      new Subprofile(123, 123, Form.pairs("product", "bicycle", "amount", "949.00"));

  private Examples() {}

  static List<Act> all(LocalDateTime created) {
    return List.of(
        new Act(
            "profile 123 was created: Johanna from Amsterdam, who wants the newsletter",
            AT_FIRST.row(),
            AT_FIRST.said("create", with(AT_FIRST.fields(), "news", "1")),
            created,
            Set.of(CRM, TARGET)),
        new Act(
            "profile 123 was updated: Johanna moved to Utrecht and is done with the newsletter",
            LATER.row(),
            LATER.said("update", Form.pairs("city", "Utrecht", "news", "0")),
            created,
            Set.of(CRM, TARGET)),
        new Act(
            "subprofile 123 was created: Johanna ordered a bicycle",
            ORDERED.row(),
            ORDERED.said("create", ORDERED.fields()),
            created,
            Set.of(CRM)),
        new Act(
            "subprofile 123 was updated: the bicycle got dearer",
            REORDERED.row(),
            REORDERED.said("update", Map.of("amount", "949.00")),
            created,
            Set.of(CRM)),
        new Act(
            "subprofile 123 was deleted: Johanna cancelled her order",
            REORDERED.row(),
            REORDERED.deleted(),
            null,
            Set.of(CRM)),
        new Act("profile 123 was deleted", LATER.row(), LATER.deleted(), null, Set.of(CRM, MAIL)));
  }

  /** What the forger has in mind: to put a profile of his own into the CRM. */
  static Act forgersWish(LocalDateTime created) {
    Profile profile =
        new Profile(
            666, Form.pairs("name", "Mallory", "mail", "mallory@example.com"), Map.of("news", 1));
    return new Act(
        "profile 666 was created",
        profile.row(),
        profile.said("create", profile.fields()),
        created,
        Set.of());
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
