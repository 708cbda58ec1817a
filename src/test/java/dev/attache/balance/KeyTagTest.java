package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTagTest {
    /// The examples of the Redis Cluster specification and the edges that it leaves to the reader.
    @ParameterizedTest
    @CsvSource({
        "{user1000}.following, user1000",
        "{user1000}.followers, user1000",
        "foo{}{bar}, foo{}{bar}",
        "foo{{bar}}zap, {bar",
        "foo{bar}{zap}, bar",
        "plain, plain",
        "foo{bar, foo{bar",
        "foo}bar{, foo}bar{",
        "}foo{bar}, bar",
        "{}, {}",
        "{a}, a",
        "x{a}, a",
    })
    void whatStandsBetweenTheFirstBracesIsHashed(String key, String hashed) {
        assertThat(hash(KeyTag.of("{}"), "before", key)).isEqualTo(hash(KeyTag.NONE, "", hashed));
    }

    @ParameterizedTest
    @CsvSource({"a$b$c, b", "a$b, a$b", "a$$b$c, a$$b$c", "$b$c$, b"})
    void bothCharactersOfATagMayBeTheSame(String key, String hashed) {
        assertThat(hash(KeyTag.of("$$"), "before", key)).isEqualTo(hash(KeyTag.NONE, "", hashed));
    }

    @Test
    void bytesBesideTheKeyAreNotLookedAt() {
        byte[] bytes = "{foo}".getBytes(StandardCharsets.UTF_8);
        assertThat(KeyTag.of("{}").hash(KeyHash.CRC32A, bytes, 1, 3)).isEqualTo(hash(KeyTag.NONE, "", "foo"));
        assertThat(KeyTag.of("{}").hash(KeyHash.CRC32A, bytes, 0, 4)).isEqualTo(hash(KeyTag.NONE, "", "{foo"));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyKeyHashesToZero(KeyHash hash) {
        assertThat(KeyTag.NONE.hash(hash, new byte[0], 0, 0)).isZero();
        assertThat(KeyTag.of("{}").hash(hash, "{}".getBytes(StandardCharsets.UTF_8), 1, 0))
                .isZero();
    }

    @Test
    void noCharactersMeanNoTag() {
        assertThat(KeyTag.of("")).isSameAs(KeyTag.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{{}", "«»"})
    void aTagThatIsNotTwoAsciiCharactersIsRefused(String characters) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyTag.of(characters))
                .withMessageContaining("two ASCII");
    }

    private static int hash(KeyTag tag, String before, String key) {
        byte[] bytes = (before + key + "}{$").getBytes(StandardCharsets.UTF_8);
        return tag.hash(KeyHash.CRC32A, bytes, before.length(), key.length());
    }
}
