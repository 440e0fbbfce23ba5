package org.copernicaroutes.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code check} found in a folder, in words or for machines.
 *
 * @param problems errors and warnings of these files, and of the folder as a whole
 */
record CheckReport(List<RouteText> files, List<RouteFileProblem> problems) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  boolean isGood() {
    return problems.stream().noneMatch(RouteFileProblem::isError);
  }

  /** The errors of each file or that it is ok, its warnings, and what belongs to no file. */
  String asText() {
    List<String> lines = new ArrayList<>();
    Map<String, List<RouteFileProblem>> byFile =
        problems.stream().collect(Collectors.groupingBy(RouteFileProblem::file));
    for (RouteText file : files) {
      List<RouteFileProblem> own = byFile.getOrDefault(file.path().toString(), List.of());
      if (own.stream().noneMatch(RouteFileProblem::isError)) {
        lines.add(file.path() + " ok");
      }
      own.forEach(problem -> lines.add(problem.toString()));
      byFile.remove(file.path().toString());
    }
    byFile.values().forEach(others -> others.forEach(problem -> lines.add(problem.toString())));
    return String.join(System.lineSeparator(), lines);
  }

  /** The shape that docs/route-files.md documents; in ASCII, whatever the terminal speaks. */
  String asJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("good", isGood());
    json.put("files", files.stream().map(file -> file.path().toString()).toList());
    json.put("problems", problems.stream().map(CheckReport::asMap).toList());
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> asMap(RouteFileProblem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", problem.file());
    json.put("line", problem.line());
    if (problem.column() > 0) {
      json.put("column", problem.column());
    }
    json.put("severity", problem.mistake().severity().toString());
    json.put("code", problem.mistake().code());
    json.put("message", problem.message());
    json.put("hint", problem.hint());
    return json;
  }
}
