package dev.attache.balance;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.TempFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A real twemproxy (`nutcracker`) in front of [IndexServer]s, which tells where it sends keys.
final class Nutcracker implements AutoCloseable {
    /// Stands for the shard in a list of owners where the proxy answered with an error.
    static final int NOBODY = -1;

    /// A server as the proxy's file has it.
    ///
    /// @param name empty where the server has none of its own
    record Server(Address address, int weight, String name) {
        Member member() {
            return new Member(name.isEmpty() ? Member.nameOf(address) : name, weight);
        }

        private String line() {
            String place = switch (address) {
                case HostPort(String host, int port) -> host + ":" + port;
                case UnixPath(String path) -> path;
            };
            return "\"" + (place + ":" + weight + " " + name).strip() + "\"";
        }
    }

    /// A pool as the proxy's file has it.
    ///
    /// @param distribution `ketama` or `modula`
    /// @param tag two characters, or none
    /// @param ejects whether a server is left out after one failure
    record Pool(String distribution, KeyHash hash, String tag, List<Server> servers, boolean ejects) {
        @Override
        public String toString() {
            return distribution + ", " + hash + ", tag '" + tag + "', " + servers.size() + " servers";
        }

        private String lines(String name, Path folder) {
            StringBuilder text = new StringBuilder(name + ":\n")
                    .append("  listen: ")
                    .append(folder.resolve(name))
                    .append('\n')
                    .append("  redis: true\n")
                    .append("  distribution: ")
                    .append(distribution)
                    .append('\n')
                    .append("  hash: ")
                    .append(hash.name().toLowerCase(Locale.ROOT))
                    .append('\n')
                    .append("  auto_eject_hosts: ")
                    .append(ejects)
                    .append('\n');
            if (ejects) {
                text.append("  server_failure_limit: 1\n  server_retry_timeout: 600000\n");
            }
            if (!tag.isEmpty()) {
                text.append("  hash_tag: \"").append(tag).append("\"\n");
            }
            text.append("  servers:\n");
            servers.forEach(server -> text.append("   - ").append(server.line()).append('\n'));
            return text.toString();
        }
    }

    private final TempFolder folder;
    private final ChildProcess process;
    private final List<Pool> pools;

    private Nutcracker(TempFolder folder, ChildProcess process, List<Pool> pools) {
        this.folder = folder;
        this.process = process;
        this.pools = pools;
    }

    /// Starts a proxy with these pools and waits until the last of them listens.
    ///
    /// @throws IllegalStateException where `nutcracker` is not installed, saying what to install
    static Nutcracker start(List<Pool> pools) throws IOException {
        Path program = Program.NUTCRACKER.path();
        TempFolder folder = TempFolder.create("nutcracker");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pools.size(); i++) {
            text.append(pools.get(i).lines("pool-" + i, folder.path()));
        }
        Path file = Files.writeString(folder.path().resolve("nutcracker.yml"), text);
        ChildProcess process = ChildProcess.start(
                folder.path(),
                Map.of(),
                List.of(
                        program.toString(),
                        "-c",
                        file.toString(),
                        "-a",
                        "127.0.0.1",
                        "-s",
                        Integer.toString(FreePorts.next())));
        Nutcracker nutcracker = new Nutcracker(folder, process, List.copyOf(pools));
        Eventually.passes(() -> nutcracker.connect(pools.getLast()).close());
        return nutcracker;
    }

    /// Sends `GET` of every key to a pool, in one stream, and returns which server got each.
    int[] owners(Pool pool, List<byte[]> keys) throws IOException {
        int[] owners = new int[keys.size()];
        try (SocketChannel channel = connect(pool)) {
            Thread writer = Thread.ofVirtual().start(() -> send(channel, keys));
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            for (int i = 0; i < owners.length; i++) {
                owners[i] = readOwner(in);
            }
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (IOException failure) {
            throw new IOException(failure.getMessage() + "; nutcracker says:\n" + process.outputTail(), failure);
        }
        return owners;
    }

    private SocketChannel connect(Pool pool) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.path().resolve("pool-" + pools.indexOf(pool))));
    }

    private static void send(SocketChannel channel, List<byte[]> keys) {
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            for (byte[] key : keys) {
                out.write(("*2\r\n$3\r\nGET\r\n$" + key.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(key);
                out.write('\r');
                out.write('\n');
            }
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int readOwner(InputStream in) throws IOException {
        String line = RespLines.readLine(in);
        return line.startsWith("-") ? NOBODY : RespLines.readNumber(in);
    }

    @Override
    public void close() throws IOException {
        process.close();
        folder.close();
    }
}
