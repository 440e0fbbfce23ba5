package org.copernicaroutes.inbox;

/** Remembers the ids of stored events for as long as a replay of them could be verified. */
public interface SeenIds {

  boolean contains(String id);

  /** Called only after the event is on disk. */
  void add(String id);
}
