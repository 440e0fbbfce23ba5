package org.copernicaroutes.event;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.copernicaroutes.event.Node.Branch;
import org.copernicaroutes.event.Node.Text;

/**
 * Decodes an XML body into the same variables that a form would give (copernica-spec.md 2.9):
 * elements and attributes are variables, an element that is repeated is a list.
 *
 * <p>A document type is refused, so there are no entities but the five of XML itself, and nothing
 * is ever fetched. Linear in the body's length.
 */
final class XmlDecoder extends TextDecoder {

  /** What strict UTF-8, else Windows-1252, reads as it was meant (copernica-spec.md 3.2, no. 5). */
  private static final Set<String> ENCODINGS =
      Set.of("utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252");

  XmlDecoder(Limits limits) {
    super(limits);
  }

  @Override
  Variables read(String xml) throws UnreadableBody {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
      checkEncoding(reader.getCharacterEncodingScheme(), xml);
      return new Pass(reader, limits).read();
    } catch (XMLStreamException e) {
      throw new UnreadableBody("it is not XML" + where(e));
    }
  }

  /** One for each body: it would hold on to the last one that it read. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  /** Text beyond ASCII that is said to be something else would be mangled. */
  private static void checkEncoding(String declared, String xml) throws UnreadableBody {
    boolean known = declared == null || ENCODINGS.contains(declared.toLowerCase(Locale.ROOT));
    if (!known && xml.chars().anyMatch(c -> c > 0x7F)) {
      throw new UnreadableBody(
          "its XML declares an encoding that is none of UTF-8, ISO-8859-1 and Windows-1252");
    }
  }

  private static String where(XMLStreamException e) {
    return e.getLocation() == null
        ? ""
        : " at line "
            + e.getLocation().getLineNumber()
            + ", column "
            + e.getLocation().getColumnNumber();
  }

  /** One walk over the elements. The depth limit bounds the recursion. */
  private static final class Pass {

    private final XMLStreamReader reader;
    private final Limits limits;
    private final Variables variables = new Variables();
    private final Set<Branch> lists = Collections.newSetFromMap(new IdentityHashMap<>());
    private int count;
    private long pathLength;
    private long writtenNames;

    Pass(XMLStreamReader reader, Limits limits) {
      this.reader = reader;
      this.limits = limits;
    }

    /** The document's own element is the event, or the row that it is about. */
    Variables read() throws XMLStreamException, UnreadableBody {
      skipTo(XMLStreamConstants.START_ELEMENT);
      String document = reader.getLocalName();
      String text = readInto(variables.root(), 0);
      keepText(variables.root(), text);
      skipTo(XMLStreamConstants.END_DOCUMENT);
      Callback.nameRow(variables, document);
      variables.flagSimilarNames();
      return variables;
    }

    /** Past comments and processing instructions. */
    private void skipTo(int wanted) throws XMLStreamException, UnreadableBody {
      while (next() != wanted) {
        refuseDocumentType();
      }
    }

    /** For some mistakes in a document type the parser has no words, and fails for lack of them. */
    private int next() throws XMLStreamException {
      try {
        return reader.next();
      } catch (MissingResourceException e) {
        throw new XMLStreamException("no XML", reader.getLocation(), e);
      }
    }

    private void refuseDocumentType() throws UnreadableBody {
      int found = reader.getEventType();
      if (found == XMLStreamConstants.DTD || found == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new UnreadableBody("its XML has a document type or an entity, which is never read");
      }
    }

    /** Attributes and elements go into the branch; what is left is the text between them. */
    private String readInto(Branch branch, int depth) throws XMLStreamException, UnreadableBody {
      readAttributes(branch);
      StringBuilder text = new StringBuilder();
      while (next() != XMLStreamConstants.END_ELEMENT) {
        if (reader.isStartElement()) {
          readElement(branch, depth);
        } else if (isText()) {
          text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        } else {
          refuseDocumentType();
        }
      }
      return text.toString();
    }

    private boolean isText() {
      return switch (reader.getEventType()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            true;
        default -> false;
      };
    }

    private void readAttributes(Branch branch) throws UnreadableBody {
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        String name = reader.getAttributeLocalName(i);
        countVariable(name.length());
        add(branch, name, new Text(reader.getAttributeValue(i)));
      }
    }

    private void readElement(Branch parent, int depth) throws XMLStreamException, UnreadableBody {
      limits.checkDepth(depth);
      String name = reader.getLocalName();
      countVariable(name.length());
      pathLength += name.length();
      Branch below = new Branch();
      String text = readInto(below, depth + 1);
      pathLength -= name.length();
      if (below.children().isEmpty()) {
        add(parent, name, new Text(text));
      } else {
        keepText(below, text);
        add(parent, name, below);
      }
    }

    private void countVariable(int nameLength) throws UnreadableBody {
      limits.checkVariables(++count);
      limits.checkNames(writtenNames += pathLength + nameLength);
    }

    /** White space beside elements is layout. */
    private void keepText(Branch branch, String text) {
      if (!text.isBlank()) {
        add(branch, "value", new Text(text));
      }
    }

    private void add(Branch branch, String name, Node node) {
      Node before = branch.children().get(name);
      if (before == null) {
        branch.put(branch.key(name), node);
      } else if (before instanceof Branch list && lists.contains(list)) {
        list.put(list.key(null), node);
      } else {
        branch.children().put(name, listOf(before, node));
      }
    }

    private Branch listOf(Node first, Node second) {
      Branch list = new Branch();
      list.put(list.key(null), first);
      list.put(list.key(null), second);
      lists.add(list);
      return list;
    }
  }
}
