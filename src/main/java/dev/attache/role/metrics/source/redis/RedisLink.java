package dev.attache.role.metrics.source.redis;

import dev.attache.base.GrowingBytes;
import dev.attache.config.RedisSourceConfig;
import dev.attache.net.tls.TlsFault;
import dev.attache.net.tls.TlsSockets;
import dev.attache.role.metrics.source.StreamLink;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import dev.attache.wire.resp.RespTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A connection to a Redis server, on which many commands leave in one write and their replies are read in one go.
final class RedisLink implements Closeable {
    /// All replies to one batch of commands.
    static final int REPLY_BYTES_MAX = 32 << 20;

    private static final int READ_BYTES = 16 << 10;
    private static final RespLimits LIMITS = new RespLimits(1 << 20, REPLY_BYTES_MAX, 64 << 10, 16);

    /// What a server said to one command.
    ///
    /// @param value texts and lists of them, see [RespTree]; of an error its words
    record Reply(Object value, boolean isError) {
        String text() {
            return value instanceof String text ? text : "";
        }

        List<?> list() {
            return value instanceof List<?> list ? list : List.of();
        }
    }

    private final StreamLink link;
    private final GrowingBytes bytes = new GrowingBytes();
    private final FrameScanner scanner = new FrameScanner(LIMITS);

    private RedisLink(StreamLink link) {
        this.link = link;
    }

    /// Connects, logs in where there is a password, and says who it is.
    ///
    /// @param tls null speaks in the clear
    static RedisLink open(RedisSourceConfig config, @Nullable TlsSockets tls) throws IOException {
        RedisLink link = new RedisLink(StreamLink.open(config.address(), tls));
        List<List<String>> greeting = new ArrayList<>();
        if (config.password().isSet()) {
            String password = config.password().reveal();
            greeting.add(
                    config.user().isEmpty() ? List.of("AUTH", password) : List.of("AUTH", config.user(), password));
        }
        greeting.add(List.of("CLIENT", "SETNAME", "attache"));
        try {
            Reply first = link.greet(config, greeting, tls != null);
            if (config.password().isSet() && first.isError()) {
                throw new IOException("the server refuses the login: " + first.text());
            }
            return link;
        } catch (IOException refused) {
            link.close();
            throw refused;
        }
    }

    /// A server that misses a certificate of ours says so, or goes, only after TLS was agreed on.
    private Reply greet(RedisSourceConfig config, List<List<String>> greeting, boolean secure) throws IOException {
        try {
            return ask(greeting).getFirst();
        } catch (IOException gone) {
            if (!secure) {
                throw gone;
            }
            String why = gone instanceof SSLException alert
                    ? TlsFault.of(alert).message()
                    : "it went when TLS was agreed on, as servers do that miss a certificate of ours";
            throw new IOException("cannot connect to " + config.address() + ": " + why, gone);
        }
    }

    /// The reply to one command.
    Reply ask(String... command) throws IOException {
        return ask(List.of(List.of(command))).getFirst();
    }

    /// The replies to commands, in their order.
    ///
    /// @throws IOException where the connection is of no more use
    List<Reply> ask(List<List<String>> commands) throws IOException {
        if (commands.isEmpty()) {
            return List.of();
        }
        var request = new GrowingBytes();
        commands.forEach(each -> write(request, each));
        link.out().write(request.array(), 0, request.length());
        link.out().flush();
        List<Reply> replies = new ArrayList<>(commands.size());
        int from = 0;
        int scanned = 0;
        bytes.clear(1 << 20);
        scanner.reset();
        while (replies.size() < commands.size()) {
            if (scanned == bytes.length()) {
                readMore();
            }
            scanned = scanner.scan(bytes.array(), scanned, bytes.length());
            if (scanner.fault() != null) {
                throw new IOException("the server does not speak RESP: " + scanner.fault());
            }
            if (scanner.isComplete()) {
                byte type = bytes.array()[from];
                replies.add(new Reply(RespTree.parse(bytes.array(), from), type == '-' || type == '!'));
                from = scanned;
                scanner.reset();
            }
        }
        return replies;
    }

    private void readMore() throws IOException {
        if (bytes.length() > REPLY_BYTES_MAX) {
            throw new IOException("the server answers with more than " + REPLY_BYTES_MAX + " bytes");
        }
        int at = bytes.reserve(READ_BYTES);
        int count = link.in().read(bytes.array(), at, READ_BYTES);
        bytes.removeLast(READ_BYTES - Math.max(count, 0));
        if (count < 0) {
            throw new IOException("the server has closed the connection");
        }
    }

    private static void write(GrowingBytes out, List<String> command) {
        out.append('*');
        out.appendDecimal(command.size());
        out.append("\r\n");
        for (String word : command) {
            byte[] encoded = word.getBytes(StandardCharsets.UTF_8);
            out.append('$');
            out.appendDecimal(encoded.length);
            out.append("\r\n");
            out.append(encoded);
            out.append("\r\n");
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
