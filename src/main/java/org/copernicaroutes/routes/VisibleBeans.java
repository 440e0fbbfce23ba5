package org.copernicaroutes.routes;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.Service;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.util.ClassUtils;

/**
 * The application's beans as a dry run may see them: Camel's own parts are hidden, and what a
 * context would start or stop is replaced by a stand-in, so that the running one never notices.
 */
final class VisibleBeans implements BeanRepository {

  private final ListableBeanFactory beans;

  VisibleBeans(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public @Nullable Object lookupByName(String name) {
    return lookupByNameAndType(name, Object.class);
  }

  @Override
  public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
    if (!beans.containsBean(name)
        || isHidden(beans.getType(name))
        || !beans.isTypeMatch(name, type)) {
      return null;
    }
    Class<?> actual = beans.getType(name);
    return type.cast(actual != null && isManaged(actual) ? standIn(actual) : beans.getBean(name));
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    Map<String, T> found = new LinkedHashMap<>();
    if (!isHidden(type)) {
      for (String name : names(type)) {
        T bean = isToBeNamed(name) ? null : lookupByNameAndType(name, type);
        if (bean != null) {
          found.put(name, bean);
        }
      }
    }
    return found;
  }

  /** Where one of several is the primary one, that alone, as in Spring. */
  private List<String> names(Class<?> type) {
    List<String> all = List.of(beans.getBeanNamesForType(type));
    List<String> primary = all.stream().filter(this::isPrimary).toList();
    return primary.isEmpty() ? all : primary;
  }

  private boolean isPrimary(String name) {
    return definition(name).filter(BeanDefinition::isPrimary).isPresent();
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return Set.copyOf(findByTypeWithName(type).values());
  }

  /** As opposed to one that serves whoever asks for its type. */
  private boolean isToBeNamed(String name) {
    return definition(name).filter(bean -> !bean.isDefaultCandidate()).isPresent();
  }

  private Optional<AbstractBeanDefinition> definition(String name) {
    return beans instanceof BeanDefinitionRegistry registry
            && registry.containsBeanDefinition(name)
            && registry.getBeanDefinition(name) instanceof AbstractBeanDefinition bean
        ? Optional.of(bean)
        : Optional.empty();
  }

  private static boolean isHidden(@Nullable Class<?> type) {
    return type != null
        && (type.getName().startsWith("org.apache.camel.")
            || Component.class.isAssignableFrom(type)
            || CamelContext.class.isAssignableFrom(type)
            || RoutesBuilder.class.isAssignableFrom(type));
  }

  private static boolean isManaged(Class<?> type) {
    return Service.class.isAssignableFrom(type) || CamelContextAware.class.isAssignableFrom(type);
  }

  private static Object standIn(Class<?> type) {
    if (ClassUtils.hasConstructor(type)) {
      return BeanUtils.instantiateClass(type);
    }
    Class<?>[] interfaces = ClassUtils.getAllInterfacesForClass(type);
    return Proxy.newProxyInstance(type.getClassLoader(), interfaces, (proxy, method, args) -> null);
  }
}
