package org.copernicaroutes.operator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.copernicaroutes.inbox.LettersRefused;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** One operation of the API. */
record Route(HttpMethod method, String path, HandlerFunction<ServerResponse> handler) {

  /** All of them; another method at one of their paths is answered 405. */
  static RouterFunctions.Builder all(List<Route> routes) {
    RouterFunctions.Builder builder = RouterFunctions.route();
    for (Route route : routes) {
      builder.route(
          RequestPredicates.method(route.method).and(RequestPredicates.path(route.path)),
          route.handler);
    }
    allowed(routes)
        .forEach(
            (path, methods) ->
                builder.add(RouterFunctions.route(RequestPredicates.path(path), no(methods))));
    return builder;
  }

  private static Map<String, String> allowed(List<Route> routes) {
    return routes.stream()
        .collect(
            Collectors.groupingBy(
                Route::path,
                TreeMap::new,
                Collectors.mapping(r -> r.method.name(), Collectors.joining(", "))));
  }

  private static HandlerFunction<ServerResponse> no(String methods) {
    Problem problem = new Problem(405, "This path takes " + methods + " alone.");
    return request -> Answers.refusal(problem, "Allow", methods);
  }

  /** For whoever compares this with the description. */
  static List<String> names(List<Route> routes) {
    return routes.stream().map(route -> route.method + " " + route.path).sorted().toList();
  }

  static RouterFunction<ServerResponse> router(DeadLettersApi api) {
    return all(api.routes())
        .filter(Answers::toOperatorsAlone)
        .onError(Refusal.class, Answers::refused)
        .onError(LettersRefused.class, Answers::lettersRefused)
        .build();
  }
}
