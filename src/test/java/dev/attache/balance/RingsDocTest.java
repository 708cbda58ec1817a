package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Keeps the tables of `docs/rings.md` true: they are what this test measures.
final class RingsDocTest {
    private static final Path PAGE = Path.of("docs", "rings.md");

    @Test
    void theTableOfRingsHoldsWhatIsMeasured() throws IOException {
        StringBuilder table = new StringBuilder();
        for (RingKind kind : RingKind.values()) {
            table.append(row(kind));
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    @Test
    void theTableOfHashesHoldsWhatIsMeasured() throws IOException {
        StringBuilder table = new StringBuilder();
        for (KeyHash hash : KeyHash.values()) {
            table.append("| `").append(name(hash)).append("` |");
            for (RingKind kind : List.of(RingKind.KETAMA, RingKind.MAGLEV, RingKind.JUMP, RingKind.MODULA)) {
                table.append(' ').append(evenness(kind, hash, 10)).append(" |");
            }
            table.append('\n');
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    @Test
    void thePlacesOfTheFirstKeysAreThePublishedOnes() throws IOException {
        List<Member> members = List.of(new Member("a", 1), new Member("b", 2), new Member("c", 3), new Member("d", 4));
        StringBuilder table = new StringBuilder();
        for (RingKind kind : RingKind.values()) {
            table.append("| `").append(name(kind)).append("` |");
            for (int owner : RingKind.owners(kind.build(members, KeyHash.MURMUR), 16)) {
                table.append(' ').append(members.get(owner).name());
            }
            table.append(" |\n");
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static String row(RingKind kind) {
        List<Member> ten = RingFigures.members(10);
        List<Member> eleven = RingFigures.members(11);
        List<Member> nine = RingFigures.without(ten, 4);
        int[] before = owners(kind, ten);
        return "| `" + name(kind) + "` | "
                + evenness(kind, KeyHash.FNV1A_64, 3) + " | "
                + evenness(kind, KeyHash.FNV1A_64, 10) + " | "
                + evenness(kind, KeyHash.FNV1A_64, 100) + " | "
                + percent(RingFigures.moved(ten, before, eleven, owners(kind, eleven))) + " | "
                + percent(RingFigures.moved(ten, before, nine, owners(kind, nine))) + " |\n";
    }

    private static int[] owners(RingKind kind, List<Member> members) {
        return RingKind.owners(kind.build(members, KeyHash.FNV1A_64), RingFigures.KEYS);
    }

    private static String evenness(RingKind kind, KeyHash hash, int members) {
        int[] owners = RingKind.owners(kind.build(RingFigures.members(members), hash), RingFigures.KEYS);
        return String.format(Locale.ROOT, "%.2f", RingFigures.maxOverMean(owners, members));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
