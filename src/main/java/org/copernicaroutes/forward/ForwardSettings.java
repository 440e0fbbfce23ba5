package org.copernicaroutes.forward;

import java.net.InetAddress;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The section {@code copernica.forward} of config/application.yaml.
 *
 * @param connections the most open connections of one http-forward-sink
 * @param maxResponseSize how much of an answer's body is read, to keep its connection; it is not
 *     kept
 * @param allowedAddresses targets though they are link-local or a cloud's metadata service
 */
@ConfigurationProperties("copernica.forward")
record ForwardSettings(
    @DefaultValue("20") int connections,
    @DefaultValue("64KB") DataSize maxResponseSize,
    @DefaultValue Set<InetAddress> allowedAddresses) {}
