package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {
    private final Substitution substitution =
            new Substitution(Map.of("HOST", "db", "EMPTY", "", "NESTED", "${HOST}", "_x1", "low", "ODD", "a$1\\b"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "${HOST} | db",
                "a${HOST}b${HOST}c | adbbdbc",
                "${_x1} | low",
                "[${EMPTY}] | []",
                "${EMPTY:-other} | other",
                "${UNSET:-} | ''",
                "${UNSET:-a:-b} | a:-b",
                "${UNSET:-127.0.0.1:6379} | 127.0.0.1:6379",
                "${HOST:-other} | db",
                "$${HOST} | ${HOST}",
                "$$${HOST} | $${HOST}",
                "$HOST $ {HOST} | $HOST $ {HOST}",
                "${ODD} | a$1\\b",
            })
    void placeholdersGiveWayToTheEnvironment(String text, String expanded) {
        assertThat(substitution.expand(text)).isEqualTo(expanded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${NESTED}"})
    void aValueIsNotExpandedOnceMore(String text) {
        assertThat(substitution.expand(text)).isEqualTo("${HOST}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "${UNSET} | UNSET is not set",
                "${HOST | never closed",
                "${} | '' is no name",
                "${A B} | 'A B' is no name",
            })
    void whatCannotBeExpandedIsRefused(String text, String complaint) {
        assertThatThrownBy(() -> substitution.expand(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "${", "${HOST}", "$${HOST}", "$$$", "$$${{}", "a${b}c${d", "\n${x}"})
    void anEscapedTextExpandsToItself(String text) {
        assertThat(substitution.expand(Substitution.escape(text))).isEqualTo(text);
    }
}
