package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The example with random slips in it: read, or refused with mistakes, and never anything else.
class MutationTest {
    private static final int ROUNDS = 4_000;
    private static final String[] PIECES = {
        ":",
        ": ",
        "- ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!",
        "|",
        ">",
        "#",
        "\t",
        "?",
        ",",
        "~",
        "${",
        "${HOME}",
        "$${",
        "%",
        "@",
        "`",
        "0",
        "-1",
        "99999999999999999999",
        "null",
        "<<",
        "---\n",
        "...\n",
        "é",
        "🦆",
        "\0",
        "\u202E",
        "unix:/",
        "[::1]:1",
        "redis",
        "kind: ",
        "weight"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anySlipInTheExampleIsReadOrRefusedWithItsPlace(long seed) throws IOException {
        String example = Files.readString(Path.of("config/redis.yaml"));
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String mutant = mutated(example, random);
            try {
                ConfigLoader.parse(Path.of("attache.yaml"), mutant, Map.of("HOME", "/root"));
            } catch (ConfigException refused) {
                assertThat(refused.mistakes()).as(mutant).isNotEmpty().allSatisfy(each -> {
                    assertThat(each.line()).isPositive();
                    assertThat(each.column()).isPositive();
                    assertThat(each.what()).isNotBlank();
                });
            } catch (RuntimeException broken) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + mutant, broken);
            }
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int slips = 1 + random.nextInt(4); slips > 0 && !mutant.isEmpty(); slips--) {
            int at = random.nextInt(mutant.length());
            switch (random.nextInt(4)) {
                case 0 -> mutant.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> mutant.delete(at, Math.min(mutant.length(), at + 1 + random.nextInt(12)));
                case 2 -> mutant.setCharAt(at, (char) (' ' + random.nextInt(95)));
                default -> {
                    int from = random.nextInt(mutant.length());
                    mutant.insert(at, mutant.substring(from, Math.min(mutant.length(), from + random.nextInt(80))));
                }
            }
        }
        return new String(mutant.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
