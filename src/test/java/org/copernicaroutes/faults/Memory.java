package org.copernicaroutes.faults;

import java.util.Map;
import java.util.TreeMap;
import org.copernicaroutes.support.PackagedApp;

/** The most memory that a process was seen to hold, in MB. */
final class Memory {

  private final PackagedApp app;
  private final Map<String, Long> most = new TreeMap<>();

  Memory(PackagedApp app) {
    this.app = app;
  }

  void look() {
    note("resident", app.resident());
    note("heap", app.metric("jvm_memory_used_bytes{area=\"heap\""));
    note("other", app.metric("jvm_memory_used_bytes{area=\"nonheap\""));
    note("direct", app.metric("jvm_buffer_memory_used_bytes{id=\"direct\""));
    note("threads", app.metric("jvm_threads_live_threads") * (1 << 20));
  }

  private void note(String what, double bytes) {
    most.merge(what, Math.round(bytes / (1 << 20)), Math::max);
  }

  long most(String what) {
    return most.get(what);
  }

  @Override
  public String toString() {
    return most.toString();
  }
}
