package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which arguments are keys: the table's answer against that of a real server, over many random commands.
final class KeysIT {
    private static final long SEED = 20_261_121;
    private static final int CALLS_PER_COMMAND = 60;
    private static final int ARGUMENTS_MORE_MAX = 8;

    /// Commands whose options the server reads when it runs them; `COMMAND GETKEYS` reads them less well.
    private static final Set<String> RUN_INSTEAD =
            Set.of("sort", "georadius", "georadiusbymember", "xread", "xreadgroup");

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
    void keysAreThoseThatTheServerNames() throws IOException {
        Set<String> compared = new HashSet<>();
        for (Command command : table.all()) {
            for (int call = 0; command.hasKeys() && call < CALLS_PER_COMMAND; call++) {
                List<String> words = randomCall(command);
                List<String> expected = keysByServer(words);
                if (!expected.isEmpty() && !RUN_INSTEAD.contains(command.name())) {
                    assertThat(CutCommand.of(words.toArray(new String[0])).keys(table))
                            .as(String.join(" ", words))
                            .isEqualTo(expected);
                    compared.add(command.name());
                }
            }
        }

        assertThat(compared).as("commands that were compared").containsAll(known());
    }

    /// Every command with keys that the server has and whose keys it calls keys, which channels are not.
    private List<String> known() throws IOException {
        List<String> names = new ArrayList<>();
        for (CommandLine line : ServerCommands.of(server)) {
            Command command = table.get(line.name());
            if (command != null
                    && command.hasKeys()
                    && !command.has(Flag.PUBSUB)
                    && !RUN_INSTEAD.contains(line.name())) {
                names.add(line.name());
            }
        }
        return names;
    }

    private List<String> keysByServer(List<String> words) throws IOException {
        List<String> question = new ArrayList<>(List.of("COMMAND", "GETKEYS"));
        question.addAll(words);
        Object reply = ServerCommands.tree(client.call(question.toArray(new String[0])));
        return reply instanceof List<?> keys
                ? keys.stream().map(String::valueOf).toList()
                : List.of();
    }

    private List<String> randomCall(Command command) {
        List<String> words = new ArrayList<>(List.of(command.name().split("\\|")));
        int count = Math.abs(command.arity()) + (command.arity() < 0 ? random.nextInt(ARGUMENTS_MORE_MAX) : 0);
        while (words.size() < count) {
            words.add(random.nextInt(3) == 0 ? "" + random.nextInt(1, 4) : "k" + words.size());
        }
        return words;
    }

    @Test
    void sortStoresWhereTheTableSays() throws IOException {
        String[] pool = {"STORE", "store", "BY", "GET", "LIMIT", "ASC", "ALPHA", "0", "1", "a", "b"};
        client.call("RPUSH", "source", "1", "2");
        int stored = 0;
        for (int call = 0; call < 20_000; call++) {
            List<String> words = new ArrayList<>(List.of("SORT", "source"));
            addRandom(words, pool, random.nextInt(7));
            stored += compareTarget(words, pool);
        }

        assertThat(stored).as("calls that the server took and that stored").isGreaterThan(200);
    }

    @Test
    void georadiusStoresWhereTheTableSays() throws IOException {
        String[] pool = {"STORE", "STOREDIST", "storedist", "COUNT", "1", "ANY", "ASC", "DESC", "a", "b"};
        client.call("GEOADD", "source", "1", "1", "m");
        int stored = 0;
        for (int call = 0; call < 20_000; call++) {
            boolean byMember = random.nextBoolean();
            List<String> words = new ArrayList<>(
                    byMember
                            ? List.of("GEORADIUSBYMEMBER", "source", "m", "9", "km")
                            : List.of("GEORADIUS", "source", "1", "1", "9", "km"));
            addRandom(words, pool, random.nextInt(6));
            stored += compareTarget(words, pool);
        }

        assertThat(stored).as("calls that the server took and that stored").isGreaterThan(200);
    }

    /// Runs a command while every word is the key of a string; the one that is none afterwards was stored to.
    ///
    /// @return 1 where there is such a word
    private int compareTarget(List<String> words, String[] pool) throws IOException {
        List<String> set = new ArrayList<>(List.of("MSET"));
        List<String> get = new ArrayList<>(List.of("MGET"));
        for (String word : pool) {
            set.addAll(List.of(word, "a string"));
            get.add(word);
        }
        client.call(set.toArray(new String[0]));
        if (client.call(words.toArray(new String[0])).startsWith("-")) {
            return 0;
        }
        List<?> values = (List<?>) ServerCommands.tree(client.call(get.toArray(new String[0])));
        List<String> expected = new ArrayList<>(List.of("source"));
        for (int i = 0; i < pool.length; i++) {
            if (values.get(i).equals("")) {
                expected.add(pool[i]);
            }
        }
        assertThat(CutCommand.of(words.toArray(new String[0])).keys(table))
                .as(String.join(" ", words))
                .isEqualTo(expected);
        return expected.size() - 1;
    }

    @Test
    void streamsAreReadWhereTheTableSays() throws IOException {
        String[] pool = {"STREAMS", "streams", "BLOCK", "COUNT", "NOACK", "GROUP", "1", "0"};
        for (String name : pool) {
            client.call("XADD", name, "9-9", "field", "value");
            for (String group : pool) {
                client.call("XGROUP", "CREATE", name, group, "0");
            }
        }
        int read = 0;
        for (int call = 0; call < 60_000; call++) {
            boolean inGroup = random.nextBoolean();
            List<String> words = new ArrayList<>(List.of(inGroup ? "XREADGROUP" : "XREAD"));
            if (inGroup) {
                words.add("GROUP");
            }
            addRandom(words, pool, random.nextInt(2, 9));
            read += compareStreams(words);
        }

        assertThat(read).as("calls that the server took").isGreaterThan(200);
    }

    private int compareStreams(List<String> words) throws IOException {
        String reply = client.call(words.toArray(new String[0]));
        if (reply.startsWith("-") || reply.startsWith("*-1")) {
            return 0;
        }
        List<String> streams = new ArrayList<>();
        for (Object stream : (List<?>) ServerCommands.tree(reply)) {
            streams.add(String.valueOf(((List<?>) stream).getFirst()));
        }
        CutCommand command = CutCommand.of(words.toArray(new String[0]));
        assertThat(command.keys(table)).as(String.join(" ", words)).containsAll(streams);
        assertThat(command.keys(table).size()).as(String.join(" ", words)).isEqualTo(keysNamed(words));
        return 1;
    }

    /// How many keys a command that the server took has: half of what is behind the word that it took for STREAMS. Ids
    /// of a group are all answered, so is an id below the only entry; every key is then in the reply.
    private static int keysNamed(List<String> words) {
        int behind = 0;
        for (int i = 1; i < words.size(); ) {
            String word = words.get(i).toUpperCase(Locale.ROOT);
            if (word.equals("STREAMS")) {
                behind = words.size() - i - 1;
                break;
            }
            i += word.equals("GROUP") ? 3 : word.equals("NOACK") ? 1 : 2;
        }
        return behind / 2;
    }

    private void addRandom(List<String> words, String[] pool, int count) {
        for (int i = 0; i < count; i++) {
            words.add(pool[random.nextInt(pool.length)]);
        }
    }
}
