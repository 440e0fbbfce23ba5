package org.copernicaroutes.demo;

/** What an act is about: a profile or a subprofile, by its number. */
record Row(Kind kind, long id) {

  enum Kind {
    PROFILE,
    SUBPROFILE
  }
}
