package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortPatternTest {
    @ParameterizedTest(name = "{0} and {1}:{2}")
    @CsvSource({
        "db.example.com:5432, db.example.com, 5432, true",
        "DB.Example.com:5432, db.example.com, 5432, true",
        "db.example.com:5432, db.example.com, 5433, false",
        "db.example.com:*, db.example.com, 1, true",
        "db.example.com:5432, xdb.example.com, 5432, false",
        "*.example.com:443, a.example.com, 443, true",
        "*.example.com:443, a.b.example.com, 443, true",
        "*.example.com:443, example.com, 443, false",
        "*.example.com:443, .example.com, 443, false",
        "*.example.com:443, aexample.com, 443, false",
        "*:443, any, 443, true",
        "*:443, any, 80, false",
        "*:*, any, 80, true",
        "10.0.0.0/8:443, any, 443, false",
        "under_score:1, under_score, 1, true",
    })
    void aNameIsTakenByItsPatternAlone(String pattern, String name, int port, boolean taken) {
        assertThat(HostPortPattern.parse(pattern).takes(name, port)).isEqualTo(taken);
    }

    @ParameterizedTest(name = "{0} and {1}:{2}")
    @CsvSource({
        "10.0.0.0/8:443, 10.255.0.1, 443, true",
        "10.0.0.0/8:443, 11.0.0.1, 443, false",
        "10.0.0.0/8:443, 10.0.0.1, 80, false",
        "10.0.0.1:443, 10.0.0.1, 443, true",
        "10.0.0.1:443, 10.0.0.2, 443, false",
        "10.0.0.0/8:443, ::ffff:10.0.0.1, 443, true",
        "[fd00::/8]:*, fd12::1, 7, true",
        "[::1]:7, ::1, 7, true",
        "[::1]:7, ::2, 7, false",
        "*:7, ::2, 7, true",
        "example.com:7, ::2, 7, false",
        "*.example.com:7, ::2, 7, false",
    })
    void anAddressIsTakenByItsRangeAlone(String pattern, String address, int port, boolean taken) {
        assertThat(HostPortPattern.parse(pattern).takes(InetAddress.ofLiteral(address), port))
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                ":443",
                "host:",
                "host:0",
                "host:65536",
                "host:+1",
                "host:x",
                "a b:1",
                "a..b:1",
                ".a:1",
                "-a:1",
                "*a:1",
                "a.*:1",
                "*.*:1",
                "*.:1",
                "::1:7",
                "[::1:7",
                "[x]:7",
                "10.0.0.1/8:1",
                "10.0.0.0/33:1",
                "10.0.0:1",
                "1:1",
                "a.1:1",
                "0x7f.0x1:1"
            })
    void whateverElseIsNone(String text) {
        assertThatThrownBy(() -> HostPortPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
