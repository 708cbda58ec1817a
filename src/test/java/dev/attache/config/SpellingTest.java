package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KEYS =
            List.of("endpoints", "connect-timeout", "eject", "health", "auth", "database");

    @ParameterizedTest
    @CsvSource({
        "endpoint, endpoints",
        "enpdoints, endpoints",
        "connectTimeout, connect-timeout",
        "CONNECT_TIMEOUT, connect-timeout",
        "conect-timeuot, connect-timeout",
        "heatlh, health",
        "ejects, eject",
        "databse, database",
    })
    void aSlipLeadsToTheKeyThatWasMeant(String given, String meant) {
        assertThat(Spelling.nearest(given, KEYS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "telemetry", "_", "zzzzzzzz", "port"})
    void aWordLikeNoOtherLeadsNowhere(String given) {
        assertThat(Spelling.nearest(given, KEYS)).isEmpty();
    }

    @Test
    void aWordOfAnyLengthIsTaken() {
        assertThat(Spelling.nearest("e".repeat(100_000), KEYS)).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstIsNamed() {
        assertThat(Spelling.nearest("stable-c", List.of("stable-a", "stable-b")))
                .isEqualTo("stable-a");
    }
}
