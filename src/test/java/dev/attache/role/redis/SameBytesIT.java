package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import dev.attache.testing.Visible;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole conversations, byte for byte as one real server has them, whether they come in one write or byte by byte.
///
/// Both ask for the same password. A conversation ends when the peer closes: by a fault of the protocol, or by `QUIT`.
final class SameBytesIT {
    private static final Path FILE = Path.of("src/test/resources/dev/attache/role/redis/conversations.txt");
    private static final String QUIT = "QUIT\r\n";
    private static final int DIGITS_TOO_MANY = 70_000;

    private static RedisServer one;
    private static Ambassador three;

    /// @param text what the client sends
    record Conversation(String title, String text) {
        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        String[] settings = {"--requirepass", "secret", "--enable-debug-command", "yes"};
        one = RedisServer.start(settings);
        three = Ambassador.over(3)
                .serverArguments(settings)
                .with(setup -> setup.cluster("auth: {password: secret}").role("password: secret"))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        three.close();
        one.close();
    }

    static List<Conversation> conversations() throws IOException {
        return Arrays.stream(Files.readString(FILE).split("\n\n(?==)"))
                .filter(block -> block.startsWith("= "))
                .map(SameBytesIT::conversation)
                .toList();
    }

    private static Conversation conversation(String block) {
        int end = block.indexOf('\n');
        String title = block.substring(2, end);
        String login = title.startsWith("user:") ? "AUTH secret\n" : "";
        return new Conversation(title, (login + block.substring(end + 1).stripTrailing() + "\n").replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void aConversationReadsTheSame(Conversation conversation) throws IOException {
        same(conversation.text + QUIT);
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void aConversationReadsTheSameInVersionThree(Conversation conversation) throws IOException {
        if (conversation.title.startsWith("user:")) {
            String hello = "HELLO 3 AUTH default secret\r\n";
            String text = conversation.text.replaceFirst("AUTH secret\r\n", "") + QUIT;
            try (RawClient expecting = one.connect();
                    RawClient tested = three.client()) {
                assertThat(tested.send(hello).reply().replaceAll("id\r\n:\\d+", "id"))
                        .isEqualTo(expecting.send(hello).reply().replaceAll("id\r\n:\\d+", "id"));
                String expected = expecting.send(text).expectClosed();
                compare(text, expected, tested.send(text).expectClosed());
            }
        }
    }

    static List<String> faults() {
        return List.of(
                "*x\r\n",
                "*-x\r\n",
                "* 1\r\n",
                "*1 \r\n",
                "*1.5\r\n",
                "*+1\r\n",
                "*2147483648\r\n",
                "*99999999999999999999\r\n",
                "*1\r\n$x\r\n",
                "*1\r\n$\r\n",
                "*1\r\n$-1\r\n",
                "*1\r\n$536870913\r\n",
                "*1\r\n$99999999999999999999\r\n",
                "*1\r\nfoo\r\n",
                "*2\r\n$3\r\nGET\r\n:1\r\n",
                "*1\r\n\r\n",
                "*" + "1".repeat(DIGITS_TOO_MANY),
                "*1\r\n$" + "1".repeat(DIGITS_TOO_MANY),
                "x".repeat(DIGITS_TOO_MANY),
                "SET \"a\r\n",
                "SET 'a\r\n",
                "SET \"a\"b\r\n",
                "SET 'a'b\r\n",
                "GET \"\\x4\r\n");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultOfTheProtocolIsToldInTheSameWordsAndEndsTheConnection(String fault) throws IOException {
        same("AUTH secret\r\nGET none\r\n" + fault);
    }

    static List<String> arrays() {
        return List.of(
                "\r\n\r\n*0\r\n*-1\r\n*-10\r\n*2\r\n$4\r\nECHO\r\n$1\r\nx\r\n",
                "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n*2\r\n$4\r\nECHO\r\n$2\r\n\r\n\r\n",
                "*2\r\n$4\r\nECHO\r\n$4\r\n*1\r\n\r\n",
                "*1\r\n$0\r\n\r\n",
                "*2\r\n$3\r\nGET\r\n$0\r\n\r\n",
                "ECHO x\nECHO y\n");
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void commandsAreFoundWhereTheyBeginAndEnd(String commands) throws IOException {
        same("AUTH secret\r\n" + commands + QUIT);
    }

    static List<String> tooLargeForStrangers() {
        return List.of("*11\r\n", "*10\r\n$16385\r\n", "*1\r\n$16385\r\n");
    }

    @ParameterizedTest
    @MethodSource("tooLargeForStrangers")
    void aClientThatHasNotLoggedInIsHeldToTheSameBounds(String command) throws IOException {
        same("PING\r\n" + command);
    }

    private static void same(String text) throws IOException {
        String expected = talk(one.connect(), text, text.length());
        compare(text, expected, talk(three.client(), text, text.length()));
        if (text.length() < DIGITS_TOO_MANY) {
            compare("byte by byte: " + text, expected, talk(three.client(), text, 1));
        }
    }

    private static void compare(String text, String expected, String got) {
        if (!got.equals(expected)) {
            int at = 0;
            while (at < Math.min(got.length(), expected.length()) && got.charAt(at) == expected.charAt(at)) {
                at++;
            }
            int from = Math.max(0, at - 80);
            assertThat(Visible.text(got.substring(from)))
                    .as("%s%nfrom byte %d of the replies on", text, from)
                    .isEqualTo(Visible.text(expected.substring(from)));
        }
    }

    private static String talk(RawClient client, String text, int chunk) throws IOException {
        try (client) {
            try {
                client.sendInChunksOf(chunk, text);
            } catch (SocketException _) {
                // It has heard enough and closed already; what it said before is read all the same.
            }
            return client.expectClosed();
        }
    }
}
