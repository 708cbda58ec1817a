package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attache.base.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemberTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:6379, 10.0.0.1:6379",
        "10.0.0.1:11211, 10.0.0.1",
        "redis-0.example:6379, redis-0.example:6379",
        "[::1]:6379, ::1:6379",
        "[::1]:11211, ::1",
        "unix:/run/redis.sock, /run/redis.sock:",
    })
    void anAddressIsNamedAsTwemproxyNamesIt(String address, String name) {
        assertThat(Member.nameOf(Address.parse(address))).isEqualTo(name);
    }

    @Test
    void aMemberWithoutWeightIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Member("a", 0))
                .withMessageContaining("at least 1");
    }
}
