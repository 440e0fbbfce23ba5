package org.copernicaroutes.signature;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks name servers for TXT records, over UDP and, for an answer too long for that, over TCP.
 *
 * <p>No cache and no thread of its own. A server that fails or is silent is followed by the next.
 */
final class DnsTxt {

  private final NameServers servers;
  private final List<LookupSession> sessions = new ArrayList<>();

  DnsTxt(NameServers servers) {
    this.servers = servers;
    servers.addresses().forEach(address -> sessions.add(session(new SimpleResolver(address))));
  }

  private LookupSession session(SimpleResolver resolver) {
    resolver.setTimeout(servers.timeout());
    return LookupSession.builder().resolver(resolver).build();
  }

  /** Never completes exceptionally. */
  CompletableFuture<TxtRecords> of(KeyName name) {
    try {
      return ask(Name.fromString(name.text(), Name.root), 0);
    } catch (TextParseException e) {
      return CompletableFuture.completedFuture(new TxtRecords.None("it is no DNS name"));
    }
  }

  private CompletableFuture<TxtRecords> ask(Name name, int tried) {
    int server = tried % sessions.size();
    return lookUp(server, name)
        .handle((result, error) -> read(servers.addresses().get(server), result, error))
        .thenCompose(answer -> orNext(answer, name, tried + 1))
        .toCompletableFuture();
  }

  /** The resolver does not ask any more once the process is to end: it throws. */
  private CompletionStage<LookupResult> lookUp(int server, Name name) {
    try {
      return sessions.get(server).lookupAsync(name, Type.TXT);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<TxtRecords> orNext(TxtRecords answer, Name name, int tried) {
    return answer instanceof TxtRecords.Unknown && tried < servers.tries()
        ? ask(name, tried)
        : CompletableFuture.completedFuture(answer);
  }

  private static TxtRecords read(
      InetSocketAddress server, @Nullable LookupResult result, @Nullable Throwable error) {
    return error == null && result != null
        ? found(result.getRecords())
        : failed(server, error instanceof CompletionException ? error.getCause() : error);
  }

  private static TxtRecords failed(InetSocketAddress server, @Nullable Throwable cause) {
    if (cause instanceof NoSuchDomainException) {
      return new TxtRecords.None("the name does not exist");
    }
    if (cause instanceof NoSuchRRSetException) {
      return new TxtRecords.None("the name has no TXT record");
    }
    return new TxtRecords.Unknown(
        cause instanceof LookupFailedException
            ? "the name server " + shown(server) + " answered that it failed"
            : "the name server " + shown(server) + " did not answer in time");
  }

  private static TxtRecords found(List<Record> records) {
    List<String> texts = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Record record : records) {
      if (record instanceof TXTRecord txt) {
        texts.add(joined(txt));
        ttl = Math.min(ttl, txt.getTTL());
      }
    }
    return texts.isEmpty()
        ? new TxtRecords.None("the name has no TXT record")
        : new TxtRecords.Found(texts, Duration.ofSeconds(ttl));
  }

  private static String joined(TXTRecord record) {
    StringBuilder text = new StringBuilder();
    for (Object part : record.getStringsAsByteArrays()) {
      text.append(new String((byte[]) part, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private static String shown(InetSocketAddress server) {
    return server.getHostString() + ":" + server.getPort();
  }
}
