package org.copernicaroutes.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A POST on its way to the door: its headers in order, and a body of ASCII. */
record Call(Map<String, String> headers, String body) {

  Call {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  Call with(String header, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new Call(changed, body);
  }

  Call without(String header) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new Call(fewer, body);
  }

  Call withBody(String other) {
    return new Call(headers, other);
  }
}
