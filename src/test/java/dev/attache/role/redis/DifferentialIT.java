package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Deadline;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The same random scripts go to one Redis and to attache over three: the replies must be the same bytes.
///
/// Replies whose order Redis leaves open are compared as bags. A script that failed is run again with
/// `-Dattache.differential.seed=N`; `-Dattache.differential.seconds=N` makes the run longer.
final class DifferentialIT {
    private static final int COMMANDS_A_SCRIPT = 120;
    private static final long SEED = Long.getLong("attache.differential.seed", 0);
    private static final Duration LASTING = Duration.ofSeconds(Long.getLong("attache.differential.seconds", 15));

    @Test
    void oneRedisAndThreeBehindAttacheAnswerTheSame() throws IOException {
        try (RedisServer one = RedisServer.start();
                Ambassador three = Ambassador.over(3).loops(2).start()) {
            Deadline deadline = Deadline.after(LASTING);
            Random seeds = new Random();
            int scripts = 0;
            do {
                long seed = SEED == 0 ? seeds.nextLong() : SEED;
                runScript(seed, one, three);
                scripts++;
            } while (SEED == 0 && !deadline.isOver());
            assertThat(scripts).isPositive();
        }
    }

    private static void runScript(long seed, RedisServer one, Ambassador three) throws IOException {
        Random random = new Random(seed);
        RandomScript script = new RandomScript(random);
        try (RawClient expecting = one.connect();
                RawClient tested = three.client()) {
            expecting.call("FLUSHALL");
            tested.call("FLUSHALL");
            if (random.nextBoolean()) {
                expecting.call("HELLO", "3");
                tested.call("HELLO", "3");
            }
            for (int done = 0; done < COMMANDS_A_SCRIPT; ) {
                List<String[]> pipeline = new ArrayList<>();
                for (int i = random.nextInt(1, 25); i > 0; i--) {
                    pipeline.add(script.next());
                }
                compare(seed, random, pipeline, expecting, tested);
                done += pipeline.size();
            }
            assertThat(scanned(tested)).as("SCAN, seed %d", seed).isEqualTo(scanned(expecting));
        }
    }

    private static void compare(
            long seed, Random random, List<String[]> pipeline, RawClient expecting, RawClient tested)
            throws IOException {
        StringBuilder bytes = new StringBuilder();
        for (String[] command : pipeline) {
            bytes.append(random.nextInt(8) == 0 ? inline(command) : RawClient.toResp(command));
        }
        expecting.send(bytes.toString());
        sendCut(random, tested, bytes.toString());
        for (int i = 0; i < pipeline.size(); i++) {
            String[] command = pipeline.get(i);
            String expected = expecting.reply();
            String got = tested.reply();
            if (!isSame(command[0], expected, got)) {
                throw new AssertionError("seed %d, command %d of the pipeline: %s%none Redis: %s%nattache:   %s"
                        .formatted(seed, i, String.join(" ", command), visible(expected), visible(got)));
            }
        }
    }

    private static boolean isSame(String command, String expected, String got) {
        if (got.equals(expected)) {
            return true;
        }
        if (command.endsWith("EXPIRETIME") && got.startsWith(":") && expected.startsWith(":")) {
            // The two servers have set the time to live at two moments.
            long unit = command.startsWith("P") ? 1000 : 1;
            return Math.abs(number(got) - number(expected)) <= unit;
        }
        return RandomScript.isUnordered(command) && bag(got).equals(bag(expected));
    }

    private static long number(String reply) {
        return Long.parseLong(reply.substring(1).strip());
    }

    /// Sends the bytes in pieces, each cut at a random place.
    private static void sendCut(Random random, RawClient client, String bytes) throws IOException {
        int from = 0;
        while (from < bytes.length()) {
            int to = Math.min(bytes.length(), from + 1 + random.nextInt(random.nextBoolean() ? 8 : 4000));
            client.send(bytes.substring(from, to));
            from = to;
        }
    }

    /// As typed into a terminal: every word quoted, every byte that is no letter or digit escaped.
    private static String inline(String[] command) {
        StringBuilder line = new StringBuilder();
        for (String word : command) {
            line.append(line.isEmpty() ? "\"" : " \"");
            for (byte b : word.getBytes(StandardCharsets.ISO_8859_1)) {
                line.append(Character.isLetterOrDigit(b) && b > 0 ? "" + (char) b : "\\x%02x".formatted(b));
            }
            line.append('"');
        }
        return line.append("\r\n").toString();
    }

    /// All keys that a whole SCAN brings, in order.
    private static List<String> scanned(RawClient client) throws IOException {
        List<String> keys = new ArrayList<>();
        String cursor = "0";
        do {
            String reply = client.call("SCAN", cursor, "COUNT", "7");
            int line = reply.indexOf('\n', reply.indexOf('\n') + 1) + 1;
            int end = reply.indexOf('\r', line);
            cursor = reply.substring(line, end);
            keys.addAll(bag(reply.substring(end + 2)));
        } while (!cursor.equals("0"));
        return keys.stream().distinct().sorted().toList();
    }

    /// The elements of an aggregate of plain values in order, its first line dropped; any other reply as it is.
    private static List<String> bag(String reply) {
        List<String> elements = new ArrayList<>();
        char type = reply.charAt(0);
        if (type != '*' && type != '~' && type != '%') {
            return List.of(reply);
        }
        int at = reply.indexOf('\n') + 1;
        while (at < reply.length()) {
            int line = reply.indexOf('\n', at) + 1;
            boolean bulk = reply.charAt(at) == '$' && reply.charAt(at + 1) != '-';
            int end = bulk ? line + Integer.parseInt(reply.substring(at + 1, line - 2)) + 2 : line;
            elements.add(reply.substring(at, end));
            at = end;
        }
        elements.sort(null);
        elements.addFirst(String.valueOf(type));
        return elements;
    }

    private static String visible(String reply) {
        return reply.replace("\r\n", "⏎");
    }
}
