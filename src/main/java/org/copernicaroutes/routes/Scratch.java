package org.copernicaroutes.routes;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Makes Camel contexts that see the application's beans and settings, and of which nothing that
 * runs takes notice.
 */
final class Scratch {

  private final ListableBeanFactory beans;
  private final Environment environment;
  private final FoundFactories factories = new FoundFactories();

  Scratch(ListableBeanFactory beans, Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  /** Not started; what stands for {@code destination:} is up to the caller. */
  DefaultCamelContext context(String name) {
    DefaultCamelContext scratch =
        new DefaultCamelContext(new DefaultRegistry(new VisibleBeans(beans)));
    scratch.disableJMX();
    scratch.setSourceLocationEnabled(true);
    scratch.getCamelContextExtension().setName(name);
    scratch.getCamelContextExtension().addContextPlugin(FactoryFinderResolver.class, factories);
    scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
    scratch.getPropertiesComponent().addPropertiesSource(settings());
    scratch.addComponent("kamelet", new KameletComponent());
    return scratch;
  }

  /** The beans that a route file has reason to name. */
  Collection<String> dataSources() {
    return List.of(beans.getBeanNamesForType(DataSource.class));
  }

  private PropertiesSource settings() {
    return new PropertiesSource() {
      @Override
      public String getName() {
        return "settings";
      }

      @Override
      public String getProperty(String name) {
        return environment.getProperty(name);
      }
    };
  }
}
