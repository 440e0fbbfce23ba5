package org.copernicaroutes.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/**
 * Which of Camel's parts are on the class path, and which are not, for all dry runs together: each
 * question goes through every jar, and every dry run asks the same ones.
 */
final class FoundFactories implements FactoryFinderResolver {

  private final ClassResolver classes = new DefaultClassResolver();
  private final Map<String, FactoryFinder> finders = new ConcurrentHashMap<>();

  @Override
  public FactoryFinder resolveFactoryFinder(ClassResolver ofOneRun, String path) {
    return finders.computeIfAbsent(path, p -> new DefaultFactoryFinder(classes, p));
  }

  @Override
  public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver ofOneRun, String path) {
    return resolveFactoryFinder(ofOneRun, path);
  }
}
