package org.copernicaroutes.demo;

/**
 * What the reader is told before, between and after the acts.
 *
 * @param console where a browser shows the CRM database
 * @param health where the receiver tells how it is
 * @param routes the folder of route files
 * @param log the file that all other output goes to
 */
record Playbill(
    Copernica copernica,
    DemoSettings settings,
    Console console,
    String health,
    String routes,
    String log) {

  void opening(Narrator narrator) {
    narrator.title(
        "copernica-routes, the demo",
        "Copernica says something has changed; your CRM, mailbox and service hear of it.");
    narrator.say(
        "A Copernica of our own plays here, with invented people. It signs as the real one");
    narrator.say("does, and all it has is the address of the door. Nothing goes past the check.");
    narrator.say("");
    narrator.fact("door", copernica.door().toString());
    narrator.fact(
        "key", copernica.key() + ", made just now, in DNS at 127.0.0.1:" + settings.ports().dns());
    narrator.fact("crm", console.database().toString());
    narrator.fact("mail", "smtp://127.0.0.1:" + settings.ports().mail());
    narrator.fact("http", "http://127.0.0.1:" + settings.ports().target());
  }

  void whereToLook(Narrator narrator) {
    narrator.part("Where to look, while the day goes on");
    narrator.fact("tables", console.address() + " (in a browser)");
    narrator.fact("health", health);
    narrator.fact("log", log);
    narrator.fact("routes", "edit " + routes + "/email-alert.camel.yaml, save, and watch");
    narrator.fact("stop", "Ctrl-C");
  }

  void closing(Narrator narrator) {
    narrator.part("That was the last of " + settings.changes() + " changes");
    narrator.say(
        "Everything stays up until you stop it with Ctrl-C, and the next run starts fresh.");
    narrator.say("More changes: --copernica.demo.changes=1000. Look around:");
    narrator.fact("tables", console.address());
    narrator.fact("health", health);
  }
}
