package org.copernicaroutes.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.copernicaroutes.event.EventJson;
import org.copernicaroutes.routes.RouteFileProblem;
import org.jspecify.annotations.Nullable;

/**
 * What a trial found, in words or for machines.
 *
 * @param errors of the route files; with any, nothing was tried
 */
record Report(List<RouteFileProblem> errors, List<Tried> tried, Masked masked) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  Report {
    tried =
        tried.stream()
            .map(
                t -> new Tried(t.source(), t.event(), t.told().stream().map(masked::told).toList()))
            .toList();
  }

  boolean isGood() {
    return errors.isEmpty() && tried.stream().allMatch(Tried::isGood);
  }

  String as(String format) {
    return format.equals("json") ? asJson() : asText();
  }

  private String asText() {
    if (!errors.isEmpty()) {
      return errors.stream()
          .map(RouteFileProblem::toString)
          .collect(Collectors.joining(System.lineSeparator()));
    }
    return tried.size() == 1
        ? new Prose().of(tried.get(0))
        : tried.stream().map(Summary::of).collect(Collectors.joining(System.lineSeparator()));
  }

  /** The shape that docs/trying.md documents; in ASCII, whatever the terminal speaks. */
  private String asJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("good", isGood());
    json.put("problems", errors.stream().map(Report::problem).toList());
    json.put("tried", tried.stream().map(Report::one).toList());
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, @Nullable Object> problem(RouteFileProblem problem) {
    return Told.saying(
        "file", problem.file(),
        "line", problem.line(),
        "code", problem.mistake().code(),
        "message", problem.message(),
        "hint", problem.hint());
  }

  private static Map<String, @Nullable Object> one(Tried tried) {
    return Told.saying(
        "source", tried.source(),
        "outcome", tried.outcome(),
        "event", tried.event() == null ? null : new RawValue(new EventJson().write(tried.event())),
        "steps", tried.told().stream().map(Report::step).toList());
  }

  private static Map<String, @Nullable Object> step(Told told) {
    Map<String, @Nullable Object> step = Told.saying("step", told.what());
    Spot spot = told.spot();
    step.put("route", spot == null ? null : spot.route());
    step.put("file", spot == null ? null : spot.file());
    step.put("line", spot == null ? null : spot.line());
    told.said().forEach((name, value) -> step.put(name, plain(value)));
    return step;
  }

  /** Numbers, truth values and null stay, everything else becomes text. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Report::plain).collect(Collectors.toCollection(ArrayList::new));
    }
    boolean stays = value == null || value instanceof Number || value instanceof Boolean;
    return stays ? value : value.toString();
  }
}
