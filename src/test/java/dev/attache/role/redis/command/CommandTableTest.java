package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommandTableTest {
    private final CommandTable table = CommandTable.builtIn();

    @Test
    void everyCommandIsFoundByItsNameInAnyCase() {
        for (Command command : table.all()) {
            assertThat(table.get(command.name())).isSameAs(command);
            assertThat(table.get(command.name().toUpperCase(Locale.ROOT))).isSameAs(command);
            assertThat(table.get(mixedCase(command.name()))).isSameAs(command);
        }
    }

    @Test
    void aNameThatDiffersInOneBitOrOneByteIsAnotherName() {
        Set<String> names = new HashSet<>();
        table.all().forEach(command -> names.add(command.name()));
        for (Command command : table.all()) {
            byte[] name = command.name().getBytes(StandardCharsets.ISO_8859_1);
            for (int place = 0; place < name.length; place++) {
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    byte[] other = name.clone();
                    other[place] ^= (byte) (1 << bit);
                    String text = new String(other, StandardCharsets.ISO_8859_1);
                    if (!names.contains(asciiLowerCase(text))
                            && text.indexOf('|') == command.name().indexOf('|')) {
                        assertThat(table.get(text))
                                .as("%s for %s", text, command)
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void aNameIsNotFoundByItsStartNorWithMoreBehindIt() {
        assertThat(find("ge")).isNull();
        assertThat(find("gett")).isNull();
        assertThat(find("")).isNull();
        assertThat(find("get\0\0\0\0\0")).isNull();
        assertThat(find("georadiusbymember_r")).isNull();
        assertThat(find("georadiusbyMEMber_ro")).isSameAs(table.get("georadiusbymember_ro"));
        assertThat(find("georadiuXXXXember_ro")).isNull();
        assertThat(find("x".repeat(100_000))).isNull();
    }

    @Test
    void indexesAreDenseAndInTheOrderOfTheList() {
        for (int i = 0; i < table.all().size(); i++) {
            assertThat(table.all().get(i).index()).isEqualTo(i);
        }
    }

    @Test
    void linesOfTheFileAreSortedByNameAndEachNameStandsOnce() {
        List<String> names = CommandLine.all().stream().map(CommandLine::name).toList();

        assertThat(names).isSortedAccordingTo((a, b) -> a.replace('|', '\0').compareTo(b.replace('|', '\0')));
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everySubcommandHasAContainerAndEveryContainerSubcommands() {
        for (CommandLine line : CommandLine.all()) {
            int mark = line.name().indexOf('|');
            if (mark >= 0) {
                Command container = table.get(line.name().substring(0, mark));
                assertThat(container).as(line.name()).isNotNull();
            }
            if (line.routing().equals("container")) {
                assertThat(required(line.name()).hasSubcommands())
                        .as(line.name())
                        .isTrue();
            }
        }
    }

    @Test
    void aCommandThatIsRoutedByKeyHasKeysAndOneForAllShardsHasNone() {
        for (Command command : table.all()) {
            switch (command.routing()) {
                case KEY, SPLIT_SUM, SPLIT_VALUES, SPLIT_PAIRS ->
                    assertThat(command.hasKeys()).as(command.name()).isTrue();
                case ANY,
                        LOCAL,
                        CONTAINER,
                        SCAN,
                        RANDOMKEY,
                        INFO,
                        ALL_SUM,
                        ALL_MIN,
                        ALL_MINIMA,
                        ALL_OK,
                        ALL_SAME,
                        ALL_ONE,
                        ALL_AND,
                        ALL_CONCAT ->
                    assertThat(command.hasKeys()).as(command.name()).isFalse();
                default ->
                    assertThat(command.isResendable() && command.hasKeys())
                            .as(command.name())
                            .isFalse();
            }
        }
    }

    @Test
    void aSplitCommandHasItsKeysFromTheFirstArgumentToTheLast() {
        for (Command command : table.all()) {
            if (command.routing().name().startsWith("SPLIT")) {
                assertThat(command.firstKey()).as(command.name()).isEqualTo(1);
                assertThat(CutCommand.of(command.name(), "a", "b", "c", "d").keys(table))
                        .hasSize(4 / command.keyStep());
            }
        }
    }

    @Test
    void commandsThatWouldHoldUpASharedConnectionNeverReachAShard() {
        for (Command command : table.all()) {
            boolean onlyWhenTold =
                    command.name().equals("xread") || command.name().equals("xreadgroup");
            if (command.has(Flag.BLOCKING) && !onlyWhenTold) {
                assertThat(command.routing()).as(command.name()).isEqualTo(Routing.REFUSE_BLOCKING);
            }
            if (command.has(Flag.PUBSUB)) {
                assertThat(command.routing()).as(command.name()).isEqualTo(Routing.REFUSE_PUBSUB);
            }
        }
        for (String name : List.of(
                "multi",
                "exec",
                "monitor",
                "sync",
                "psync",
                "client|reply",
                "client|tracking",
                "select",
                "auth",
                "hello",
                "reset",
                "quit",
                "readonly",
                "asking",
                "shutdown",
                "replicaof",
                "migrate")) {
            assertThat(required(name).routing().name()).as(name).matches("REFUSE_.*|LOCAL");
        }
    }

    @Test
    void onlyReadsThatDoNotBlockMayBeSentTwice() {
        assertThat(required("get").isResendable()).isTrue();
        assertThat(required("set").isResendable()).isFalse();
        assertThat(required("eval").isResendable()).isFalse();
        assertThat(required("xread").isResendable()).isFalse();
        assertThat(required("incr").isResendable()).isFalse();
    }

    private Command required(String name) {
        Command command = table.get(name);
        if (command == null) {
            throw new AssertionError("not in the table: " + name);
        }
        return command;
    }

    private @Nullable Command find(String name) {
        byte[] bytes = ("..." + name).getBytes(StandardCharsets.ISO_8859_1);
        return table.find(bytes, 3, bytes.length - 3);
    }

    private static String mixedCase(String name) {
        StringBuilder mixed = new StringBuilder(name);
        for (int i = 0; i < mixed.length(); i += 2) {
            mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
        }
        return mixed.toString();
    }

    private static String asciiLowerCase(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            lower.setCharAt(i, (char) Words.lower((byte) lower.charAt(i)));
        }
        return lower.toString();
    }
}
