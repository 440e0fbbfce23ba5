package org.copernicaroutes.routes;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Makes an application that has all its beans on offer but starts none: no event reaches a
 * listener, no lifecycle begins, no init method and no runner runs.
 */
final class NothingStarts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    beans.registerSingleton(
        AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME, new Silence());
    beans.registerSingleton(
        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new Standstill());
    context.addBeanFactoryPostProcessor(NothingStarts::removeRunners);
    context.addBeanFactoryPostProcessor(NothingStarts::removeInitMethods);
  }

  private static void removeRunners(ConfigurableListableBeanFactory beans) {
    for (Class<?> type : List.of(ApplicationRunner.class, CommandLineRunner.class)) {
      for (String name : beans.getBeanNamesForType(type, true, false)) {
        ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
      }
    }
  }

  /** Some beans are made all the same, since health asks for them. */
  private static void removeInitMethods(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      if (beans.getBeanDefinition(name) instanceof AbstractBeanDefinition bean) {
        bean.setInitMethodName(null);
        bean.setDestroyMethodName(null);
      }
    }
  }

  private static final class Silence extends SimpleApplicationEventMulticaster
      implements ApplicationEventMulticaster {

    @Override
    public void multicastEvent(ApplicationEvent event) {}

    @Override
    public void multicastEvent(ApplicationEvent event, ResolvableType type) {}
  }

  private static final class Standstill implements LifecycleProcessor {

    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }
  }
}
