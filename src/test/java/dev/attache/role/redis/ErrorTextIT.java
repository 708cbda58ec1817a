package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.CommandTable;
import dev.attache.role.redis.reply.Replies;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import dev.attache.wire.resp.RequestScanner;
import dev.attache.wire.resp.RespLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client is told of commands that do not exist or have too many or too few arguments, byte for byte as a real
/// server says it.
final class ErrorTextIT {
    private static final long SEED = 20_261_121;

    private final CommandTable table = CommandTable.builtIn();
    private final Random random = new Random(SEED);
    private RedisServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = RedisServer.start();
        client = server.connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void everyCommandIsRefusedWithTooManyOrTooFewArguments() throws IOException {
        Set<String> known = serverCommands();
        int compared = 0;
        for (Command command : table.all()) {
            for (int count : wrongCounts(command)) {
                if (known.contains(command.name())) {
                    assertThat(command.takesArguments(count))
                            .as("%s %d", command, count)
                            .isFalse();
                    assertThat(client.call(words(command, count))).isEqualTo(text(Replies.wrongArity(command)));
                    compared++;
                }
            }
        }

        assertThat(compared).isGreaterThan(350);
    }

    private static int[] wrongCounts(Command command) {
        int words = command.name().indexOf('|') < 0 ? 1 : 2;
        int fewest = Math.abs(command.arity());
        int tooFew = fewest > words ? fewest - 1 : 0;
        if (command.arity() < 0) {
            return tooFew == 0 ? new int[0] : new int[] {tooFew};
        }
        return tooFew == 0 ? new int[] {fewest + 1} : new int[] {tooFew, fewest + 1};
    }

    private static String[] words(Command command, int count) {
        List<String> words =
                new ArrayList<>(List.of(command.name().toUpperCase(Locale.ROOT).split("\\|")));
        while (words.size() < count) {
            words.add("x");
        }
        return words.toArray(new String[0]);
    }

    private Set<String> serverCommands() throws IOException {
        Set<String> known = new HashSet<>();
        for (Command command : table.all()) {
            if (client.call("COMMAND", "INFO", command.name()).contains(command.name())) {
                known.add(command.name());
            }
        }
        return known;
    }

    @Test
    void anUnknownCommandIsRepeatedAsFarAsRedisRepeatsIt() throws IOException {
        for (int call = 0; call < 2_000; call++) {
            String[] words = new String[random.nextInt(1, 9)];
            words[0] = "?" + randomText();
            for (int i = 1; i < words.length; i++) {
                words[i] = randomText();
            }

            assertThat(text(unknownCommand(words))).isEqualTo(client.call(words));
        }
    }

    @Test
    void anUnknownSubcommandIsRepeatedWithTheWordForHelp() throws IOException {
        for (Command command : table.all()) {
            if (command.hasSubcommands()) {
                String[] words = {command.name(), "?" + randomText(), "x"};

                assertThat(text(unknownSubcommand(command, words))).isEqualTo(client.call(words));
            }
        }
    }

    /// Letters with everything among them that is special somewhere, mostly short, now and then far too long.
    private String randomText() {
        String letters = "abcXYZ019 '\"\\%\r\n\0\t\u007f\u0080\u00ff";
        int length = random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(40);
        boolean plain = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(plain ? 9 : letters.length())));
        }
        return text.toString();
    }

    private static byte[] unknownCommand(String... words) {
        byte[] bytes = bytes(words);
        return Replies.unknownCommand(bytes, 0, cut(bytes));
    }

    private static byte[] unknownSubcommand(Command container, String... words) {
        byte[] bytes = bytes(words);
        return Replies.unknownSubcommand(container, bytes, 0, cut(bytes));
    }

    private static RequestScanner cut(byte[] bytes) {
        RequestScanner scanner = new RequestScanner(RespLimits.REDIS);
        assertThat(scanner.scan(bytes, 0, bytes.length, true)).isEqualTo(RequestScanner.Outcome.COMMAND);
        return scanner;
    }

    private static byte[] bytes(String... words) {
        return RawClient.toResp(words).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] reply) {
        return new String(reply, StandardCharsets.ISO_8859_1);
    }
}
