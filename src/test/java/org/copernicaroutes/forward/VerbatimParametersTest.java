package org.copernicaroutes.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;

class VerbatimParametersTest {

  @Test
  void knowsWhatEachKameletDeclares() throws Exception {
    for (Resource file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath:kamelets/*.kamelet.yaml")) {
      Map<String, Map<String, Map<String, Map<String, ?>>>> kamelet =
          new Yaml().load(file.getInputStream());
      assertThat(kamelet.get("spec").get("definition").get("properties").keySet())
          .isEqualTo(VerbatimParameters.OF_KAMELETS.get(nameOf(file)));
    }
  }

  private static String nameOf(Resource file) {
    return file.getFilename().replace(".kamelet.yaml", "");
  }
}
