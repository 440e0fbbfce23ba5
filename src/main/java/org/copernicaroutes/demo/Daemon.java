package org.copernicaroutes.demo;

/** A thread that keeps nobody from leaving. */
final class Daemon {

  private Daemon() {}

  static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
