package org.copernicaroutes.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;
import org.copernicaroutes.inbox.DeliveryFailure;
import org.copernicaroutes.inbox.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body of copernica-spec.md 3.4, compared with PHP where the receiver follows PHP. */
class FormVectorsTest {

  /** The bodies whose decoded tree is not PHP's: PHP would lose or rename something. */
  private static final Set<Integer> NOT_AS_PHP = Set.of(22, 31, 39, 40, 41, 42, 47);

  record Vector(int no, String body, Map<String, Object> phpTree, String receiver) {
    @Override
    public String toString() {
      return no + " " + body + ": " + receiver;
    }
  }

  static List<Vector> vectors() throws IOException {
    try (InputStream file = FormVectorsTest.class.getResourceAsStream("/vectors/form.json")) {
      return new ObjectMapper().readValue(file, new TypeReference<List<Vector>>() {});
    }
  }

  static Stream<Vector> asPhp() throws IOException {
    return vectors().stream().filter(vector -> !NOT_AS_PHP.contains(vector.no()));
  }

  @Test
  void thereAre52() throws IOException {
    assertThat(vectors()).hasSize(52);
  }

  @ParameterizedTest
  @MethodSource("asPhp")
  void decodesAsPhpDoes(Vector vector) throws UnreadableBody {
    assertThat(plain(decode(vector.body()).root())).isEqualTo(vector.phpTree());
  }

  @Test
  void no9And11AreLists() throws UnreadableBody {
    assertThat(interests(9)).isEqualTo(Map.of("red", true, "blue", true));
    assertThat(interests(11)).isEqualTo(Map.of("1", true));
  }

  @Test
  void no5To7AreLists() {
    assertThat(interests(5)).isEqualTo(Map.of("blue", true, "red", true));
    assertThat(interests(6)).isEqualTo(Map.of("blue", true, "red", true));
    assertThat(interests(7)).isEqualTo(Map.of("blue", true, "red", true));
  }

  @Test
  void no8And10AreMapsOfSwitches() {
    assertThat(interests(8)).isEqualTo(Map.of("blue", true, "red", false));
    assertThat(interests(10)).isEqualTo(Map.of("1", true, "2", false));
  }

  @Test
  void no12And13And16QuarantineTheInterestsAlone() {
    assertUnclear(12, Map.of("interests[5]", "a", "interests[6]", "b"));
    assertUnclear(13, Map.of("interests[0]", "a", "interests[x]", "b", "interests[1]", "c"));
    assertUnclear(16, Map.of("interests[0][name]", "blue", "interests[1][group]", "colours"));
  }

  @Test
  void no14And15NameAGroupThatExtraKeeps() {
    assertThat(interests(14)).isEqualTo(Map.of("blue", true, "red", true));
    assertThat(update(14).getExtra()).containsEntry("interests[colours][0]", "blue");
    assertThat(interests(15)).isEqualTo(Map.of("blue", true));
    assertThat(update(15).getExtra()).containsEntry("interests[0][group]", "colours");
  }

  @Test
  void no17And18SayThatThereAreNone() {
    assertThat(update(17).interestsSent()).isTrue();
    assertThat(interests(17)).isEmpty();
    assertThat(update(18).interestsSent()).isTrue();
    assertThat(interests(18)).isEmpty();
  }

  @Test
  void no22KeepsTwoNamesThatPhpMerges() {
    assertThat(update(22).getExtra()).containsEntry("first.name", "Ann");
    assertThat(update(22).getExtra()).containsEntry("first name", "Bob");
  }

  @Test
  void no31IsWindows1252() {
    assertThat(update(31).getFields()).containsEntry("city", "één");
    assertThat(update(31).getFlags()).containsExactly("windows-1252");
  }

  @Test
  void no32And38FlagNamesThatDifferInCaseOrAccentsOnly() {
    assertThat(update(32).getFields()).hasSize(2);
    assertThat(update(32).getFlags()).containsExactly("similar-names");
    assertThat(update(38).getFields()).isEqualTo(Map.of("Name", "1", "name", "2"));
    assertThat(update(38).getFlags()).containsExactly("similar-names");
  }

  @Test
  void no34RefusesARepeatedDiscriminator() {
    assertUnreadable(body(34) + "&profile=1", "`type` is given more than once");
  }

  @Test
  void no35And36RefuseFieldsInTwoShapes() {
    assertUnreadable("type=update&profile=1&" + body(35), "`fields` is not a set of named values");
    assertUnreadable("type=update&profile=1&" + body(36), "`fields` is not a set of named values");
  }

  @Test
  void no39KeepsBracketsThatBelongToTheName() {
    assertThat(update(39).getFields()).isEqualTo(Map.of("x[y]", "1"));
    assertThat(update(39).getFlags()).containsExactly("brackets-in-name");
  }

  @Test
  void no40To42KeepOddNamesWholeAndOutOfTheFields() {
    assertOpaque(40, Map.of("fields[a]b]", "1", "fields[a]c", "2"));
    assertOpaque(41, Map.of("fields[name", "1"));
    assertOpaque(42, Map.of("[x]", "1"));
  }

  @Test
  void no46FlagsABadEscape() {
    assertThat(update(46).getExtra()).containsEntry("a", "%zz%4");
    assertThat(update(46).getFlags()).containsExactly("bad-escape");
  }

  @Test
  void no47RefusesANulInAName() {
    assertUnreadable("type=update&profile=1&" + body(47), "NUL in its name");
  }

  @Test
  void no48KeepsANulInAValueAndFlagsIt() {
    assertThat(update(48).getExtra()).containsEntry("a", "\0b");
    assertThat(update(48).getFlags()).containsExactly("nul-in-value");
  }

  @Test
  void no50RefusesAListForAnId() {
    assertUnreadable("type=update&" + body(50), "`id` is not a single value");
  }

  @Test
  void no51RefusesALeadingZero() {
    assertUnreadable("type=update&" + body(51), "`profile` is not an id");
  }

  @Test
  void no52IsACallbackInJson() {
    Event event = Requests.DECODER.decode(Requests.at("/cb?trigger=update", body(52)));
    assertThat(event.getProfile()).isEqualTo(1);
    assertThat(event.getOrigin()).isEqualTo("callback");
    assertThat(event.getExtra()).isEmpty();
  }

  private static void assertUnclear(int no, Map<String, String> raw) {
    Event event = update(no);
    assertThat(event.interestsSent()).isFalse();
    assertThat(event.getExtra()).isEqualTo(raw);
    assertThat(event.getFlags()).containsExactly("interests-unclear");
  }

  private static void assertOpaque(int no, Map<String, String> raw) {
    Event event = update(no);
    assertThat(event.getFields()).isEmpty();
    assertThat(event.getExtra()).isEqualTo(raw);
    assertThat(event.getFlags()).contains("malformed-name");
  }

  private static void assertUnreadable(String body, String why) {
    assertThatThrownBy(() -> Requests.event(body))
        .isInstanceOfSatisfying(
            DeliveryFailure.class, failure -> assertThat(failure.end()).isEqualTo(End.POISON))
        .hasMessageContaining(why)
        .hasMessageContaining(Requests.ID);
  }

  private static Map<String, Boolean> interests(int no) {
    return update(no).getInterests();
  }

  private static Event update(int no) {
    return Requests.event("type=update&profile=1&" + body(no));
  }

  private static String body(int no) {
    try {
      return vectors().get(no - 1).body();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Variables decode(String body) throws UnreadableBody {
    return new FormDecoder(Requests.LIMITS).decode(body.getBytes(UTF_8));
  }

  private static Map<String, Object> plain(Branch branch) {
    Map<String, Object> plain = new LinkedHashMap<>();
    branch.children().forEach((key, node) -> plain.put(key, plain(node)));
    return plain;
  }

  private static Object plain(Node node) {
    return node instanceof Text text ? text.value() : plain((Branch) node);
  }
}
