package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.resp.RespTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Learning from `modules.resp`: the `COMMAND` reply of a server with modules as the documentation of Redis, RedisJSON,
/// RedisBloom, RedisTimeSeries and RediSearch describes it, put together by hand, with some commands made up (`x.…`).
/// Its lines end in LF, of which the test makes CR LF.
final class CommandReplyTest {
    private final CommandTable builtIn = CommandTable.builtIn();
    private final CommandTable table = builtIn.withLearned(CommandReply.read(modules()));

    @Test
    void moduleCommandsGoToTheShardOfTheirKeys() {
        assertThat(keys("JSON.GET", "doc", "$.a")).containsExactly("doc");
        assertThat(keys("json.mget", "a", "b", "$")).containsExactly("a", "b");
        assertThat(keys("BF.ADD", "filter", "item")).containsExactly("filter");
        assertThat(keys("TS.MADD", "a", "1", "2", "b", "3", "4")).containsExactly("a", "b");
        assertThat(learned("json.get").routing()).isEqualTo(Routing.KEY);
        assertThat(learned("json.get").hasSingleKey()).isTrue();
        assertThat(learned("json.get").isResendable()).isTrue();
        assertThat(learned("bf.add").isWrite()).isTrue();
    }

    @Test
    void movableKeysAreFoundByKeySpecifications() {
        assertThat(keys("CMS.MERGE", "d", "2", "a", "b", "WEIGHTS", "1", "2")).containsExactly("d", "a", "b");
        assertThat(keys("MSETEX", "2", "a", "1", "b", "2", "EX", "9")).containsExactly("a", "b");
        assertThat(keys("MSETEX", "3", "a", "1", "b", "2")).isEmpty();
        assertThat(keys("X.READ", "LIMIT", "KEYS", "a", "b")).containsExactly("a", "b");
    }

    @Test
    void aCommandWithoutKeysGoesToAnyShard() {
        assertThat(learned("ft.search").routing()).isEqualTo(Routing.ANY);
        assertThat(learned("ft.search").arity()).isEqualTo(-3);
    }

    @Test
    void whatWouldWaitOrSubscribeOrChangeTheConnectionIsRefused() {
        assertThat(learned("x.wait").routing()).isEqualTo(Routing.REFUSE_BLOCKING);
        assertThat(learned("x.listen").routing()).isEqualTo(Routing.REFUSE_PUBSUB);
        assertThat(learned("x.mode").routing()).isEqualTo(Routing.REFUSE_ADMIN);
    }

    @Test
    void subcommandsOfAModuleAreLearnedWithTheirKeys() {
        assertThat(learned("x.family").hasSubcommands()).isTrue();
        assertThat(keys("X.FAMILY", "get", "a")).containsExactly("a");
        assertThat(learned("x.family|help").routing()).isEqualTo(Routing.ANY);
    }

    @Test
    void whatTheTableKnowsStaysAsItIs() {
        assertThat(table.get("get")).isSameAs(builtIn.get("get"));
        assertThat(table.get("client|new-mode")).isNull();
        assertThat(table.all()).startsWith(builtIn.all().toArray(new Command[0]));
        assertThat(table.all()).hasSize(builtIn.all().size() + 14);
        for (int i = 0; i < table.all().size(); i++) {
            assertThat(table.all().get(i).index()).isEqualTo(i);
        }
    }

    @Test
    void learningTheSameTwiceChangesNothing() {
        assertThat(table.withLearned(CommandReply.read(modules()))).isSameAs(table);
    }

    @Test
    void theReplyOfAServerBeforeRedis7IsUnderstood() {
        Object reply = tree("*1\n*6\n$6\nbf.add\n:-1\n*2\n+write\n+denyoom\n:1\n:1\n:1\n");

        CommandTable old = builtIn.withLearned(CommandReply.read(reply));

        assertThat(CutCommand.of("BF.ADD", "a", "b").keys(old)).containsExactly("a");
    }

    @Test
    void nonsenseIsPassedOver() {
        for (String reply : List.of(
                "+OK\n",
                "-ERR no\n",
                "*-1\n",
                "*2\n*-1\n$-1\n",
                "*1\n*6\n*0\n:1\n*0\n:1\n:1\n:1\n",
                "*1\n*6\n$1\nx\n:0\n*0\n:1\n:1\n:1\n",
                "*1\n*6\n$1\nx\n$3\nabc\n*0\n:1\n:1\n:1\n",
                "*1\n*6\n$1\nx\n:99999\n*0\n:1\n:1\n:1\n",
                "*1\n*5\n$1\nx\n:1\n*0\n:1\n:1\n")) {
            assertThat(CommandReply.read(tree(reply))).as(reply).isEmpty();
        }
    }

    @Test
    void placesBeyondAllReasonAreNone() {
        Object reply = tree("*1\n*6\n$1\nx\n:-1\n*0\n:2147483647\n:-2147483648\n:2147483647\n");

        CommandEntry entry = CommandReply.read(reply).getFirst();

        assertThat(entry.keys()).isEmpty();
        assertThat(entry.routing()).isEqualTo(Routing.ANY);
    }

    @Test
    void namesThatWouldSpoilAnErrorOrAMetricAreNotLearned() {
        List<CommandEntry> entries = new ArrayList<>();
        for (String name :
                List.of("", "two words", "line\nend", "quote'", "quote\"", "b\\s", "\u00e9", "x".repeat(65))) {
            entries.add(entry(name));
        }

        assertThat(builtIn.withLearned(entries)).isSameAs(builtIn);
    }

    @Test
    void noMoreIsLearnedThanTheBoundInHoweverManyRounds() {
        CommandTable grown = builtIn;
        for (int round = 0; round < 3; round++) {
            List<CommandEntry> entries = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                entries.add(entry("x." + round + "." + i));
            }
            grown = grown.withLearned(entries);
        }

        assertThat(grown.all()).hasSize(builtIn.all().size() + CommandTable.LEARNED_MAX);
        assertThat(grown.get("x.0.0")).isNotNull();
        assertThat(grown.get("x.1.1095")).isNotNull();
        assertThat(grown.get("x.1.1096")).isNull();
        assertThat(grown.get("X.1.1095")).isNotNull();
    }

    private static CommandEntry entry(String name) {
        return new CommandEntry(name, -1, List.of(), Routing.ANY, 0);
    }

    private Command learned(String name) {
        return Objects.requireNonNull(table.get(name), name);
    }

    private List<String> keys(String... words) {
        return CutCommand.of(words).keys(table);
    }

    private static Object modules() {
        try (InputStream in = CommandReplyTest.class.getResourceAsStream("modules.resp")) {
            return tree(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object tree(String lines) {
        return RespTree.parse(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), 0);
    }
}
