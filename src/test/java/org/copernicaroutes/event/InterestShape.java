package org.copernicaroutes.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes that interests come in (copernica-spec.md 2.10, no. 3), as JSON has them. */
enum InterestShape {
  SWITCHES {
    @Override
    Object of(Map<String, Boolean> interests) {
      return interests;
    }
  },
  NUMBERS {
    @Override
    Object of(Map<String, Boolean> interests) {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      interests.forEach((name, on) -> numbers.put(name, on ? 1 : 0));
      return numbers;
    }
  },
  /** A list says what is on; what is off it cannot say. */
  LIST {
    @Override
    Object of(Map<String, Boolean> interests) {
      return interests.containsValue(false) ? interests : List.copyOf(interests.keySet());
    }
  },
  GROUPS {
    @Override
    Object of(Map<String, Boolean> interests) {
      return Map.of("drinks", interests);
    }
  },
  ITEMS {
    @Override
    Object of(Map<String, Boolean> interests) {
      return interests.entrySet().stream()
          .map(interest -> Map.of("name", interest.getKey(), "value", interest.getValue()))
          .toList();
    }
  };

  abstract Object of(Map<String, Boolean> interests);
}
