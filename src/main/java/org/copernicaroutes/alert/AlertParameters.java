package org.copernicaroutes.alert;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parameters of one email-alert-sink, as its route file gives them, and which step it is.
 *
 * <p>Messages name the parameter and what is wrong with it, and never show an address.
 */
record AlertParameters(String from, String to, String template, String stepName) {

  private static final Pattern FILE_NAME = Pattern.compile("[\\w-][\\w.-]*\\.(txt|html)");

  /**
   * @throws IllegalArgumentException for the first parameter that is wrong
   */
  EmailAlert check(Path folder) {
    List<InternetAddress> senders = addresses("from", from);
    if (senders.size() != 1) {
      throw new IllegalArgumentException("from: must be one address, not " + senders.size());
    }
    MailBody single = MailBody.open(folder, templateName(), EventNames.examples());
    String digestName = template.endsWith("html") ? "digest.html" : "digest.txt";
    MailBody digest = MailBody.open(folder, digestName, DigestNames.examples());
    return new EmailAlert(senders.get(0), addresses("to", to), single, digest, stepName);
  }

  private static List<InternetAddress> addresses(String parameter, String text) {
    refuseExpression(parameter, text);
    try {
      List<InternetAddress> addresses = new ArrayList<>();
      for (InternetAddress address : InternetAddress.parse(text, true)) {
        address.validate();
        addresses.add(new InternetAddress(address.getAddress(), address.getPersonal(), "UTF-8"));
      }
      return required(parameter, addresses);
    } catch (AddressException | UnsupportedEncodingException e) {
      throw new IllegalArgumentException(
          parameter + ": is not an e-mail address, or several with commas");
    }
  }

  private static List<InternetAddress> required(String parameter, List<InternetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(parameter + ": must name at least one address");
    }
    return addresses;
  }

  private String templateName() {
    refuseExpression("template", template);
    if (!FILE_NAME.matcher(template).matches()) {
      throw new IllegalArgumentException(
          "template: must be the name of a .txt or .html file, without a folder");
    }
    return template;
  }

  private static void refuseExpression(String parameter, String text) {
    if (text.contains("${")) {
      throw new IllegalArgumentException(
          parameter + ": ${…} is allowed in subject alone; an event never chooses where it goes");
    }
  }
}
