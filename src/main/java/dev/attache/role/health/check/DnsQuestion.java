package dev.attache.role.health.check;

import dev.attache.base.HostPort;
import dev.attache.config.DnsCheckConfig;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.Finding;
import dev.attache.wire.dns.DnsMessage;
import dev.attache.wire.dns.DnsType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/// Whether a name server knows a name: one question over UDP, from a port and with a number that nobody can guess.
record DnsQuestion(DnsCheckConfig config) implements ThreadProbe.Question {
    private static final Path RESOLVERS = Path.of("/etc/resolv.conf");
    private static final int PORT = 53;
    private static final int ANSWER_BYTES_MAX = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Finding ask() throws IOException {
        DnsType type = DnsType.valueOf(config.type().name());
        DnsMessage answer;
        try {
            answer = ask(type);
        } catch (PortUnreachableException _) {
            return Finding.of("the name server does not listen");
        } catch (SocketTimeoutException _) {
            return Finding.of("the name server gives no answer");
        } catch (IllegalArgumentException e) {
            return Finding.of("the name server's answer " + e.getMessage());
        }
        List<Figure> figures =
                List.of(new Figure("dns_answer_rrs", answer.records().size()));
        return Finding.of(faultOf(answer, type), figures);
    }

    private String faultOf(DnsMessage answer, DnsType type) {
        if (answer.code() != 0) {
            return answer.code() == DnsMessage.NO_NAME
                    ? "the name server does not know the name"
                    : "the name server answers with error " + answer.code();
        }
        if (answer.records().isEmpty()) {
            return "the name has no record of type " + type;
        }
        for (String each : config.expect()) {
            if (!answer.records().contains(each.toLowerCase(Locale.ROOT))) {
                return each + " is not among the answers";
            }
        }
        return "";
    }

    private DnsMessage ask(DnsType type) throws IOException {
        int id = RANDOM.nextInt(1 << 16);
        byte[] question = DnsMessage.question(id, config.dns(), type);
        byte[] answer = new byte[ANSWER_BYTES_MAX];
        HostPort server = server();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()));
            socket.setSoTimeout(Math.toIntExact(config.pace().timeout().toMillis()));
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket received = new DatagramPacket(answer, answer.length);
            socket.receive(received);
            return DnsMessage.read(answer, received.getLength(), id, type);
        }
    }

    /// The first of the system's name servers, where the file names none.
    private HostPort server() throws IOException {
        if (!config.server().isEmpty()) {
            return HostPort.parse(config.server());
        }
        for (String line : Files.readAllLines(RESOLVERS)) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 2 && words[0].equals("nameserver")) {
                return new HostPort(words[1], PORT);
            }
        }
        throw new IOException("this system names no name server");
    }
}
