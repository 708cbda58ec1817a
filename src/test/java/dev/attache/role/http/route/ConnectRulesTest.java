package dev.attache.role.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.config.ConnectConfig;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom CONNECT may ask for, and where the answer of a name service may lead it.
final class ConnectRulesTest {
    private static @Nullable HostPort read(String authority) {
        byte[] bytes = ("CONNECT " + authority + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        RequestScanner request = new RequestScanner(new HttpLimits(8192, 10, 4096));
        return request.scan(bytes, bytes.length) == Outcome.HEAD ? ConnectRules.read(bytes, request.target()) : null;
    }

    @ParameterizedTest
    @CsvSource({
        "a.example:443, a.example:443",
        "A.Example:443, a.example:443",
        "a.example.:443, a.example:443",
        "10.0.0.1:1, 10.0.0.1:1",
        "[::1]:65535, [0:0:0:0:0:0:0:1]:65535",
        "[::FFFF:127.0.0.1]:80, 127.0.0.1:80",
        "a_b:0080, a_b:80",
    })
    void aSoundAuthorityIsReadInOneForm(String authority, String read) {
        assertThat(String.valueOf(read(authority))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "a.example:",
                ":443",
                "a.example:0",
                "a.example:65536",
                "a.example:443443",
                "a.example:+443",
                "a.example:44x",
                "a.example:443/",
                "a.example:443?x",
                "http://a.example:443",
                "user@a.example:443",
                "user:secret@a.example:443",
                "a.example:443,b.example:443",
                "a..example:443",
                ".a.example:443",
                "-a.example:443",
                "a%2eexample:443",
                "a%00.example:443",
                "127.1:80",
                "2130706433:80",
                "0x7f000001:80",
                "0x7f.0.0.1:80",
                "0177.0.0.1:80",
                "127.0.0.01:80",
                "127.0.0.1.:80",
                "256.0.0.1:80",
                "1.2.3.4.5:80",
                "::1:80",
                "[::1:80",
                "::1]:80",
                "[::1]",
                "[::1]80:80",
                "[fe80::1%eth0]:80",
                "[fe80::1%25eth0]:80",
                "[127.0.0.1]:80",
                "[v1.x]:80",
                "*:80",
                "/a:80",
            })
    void whatCanBeReadInTwoWaysIsNone(String authority) {
        assertThat(read(authority)).isNull();
    }

    private static ConnectRules rules(String allowed) {
        return ConnectRules.of(
                new ConnectConfig(List.of(allowed.split(" ")), Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "*:443, 10.0.0.1:443, true",
        "*:443, 10.0.0.1:80, false",
        "*:443, a.example:443, true",
        "*:443, 127.0.0.1:443, false",
        "*:443, [::1]:443, false",
        "*:443, [::ffff:127.0.0.1]:443, false",
        "*:443, 169.254.169.254:443, false",
        "*:443, [fe80::1]:443, false",
        "*:443, 0.0.0.0:443, false",
        "*:443, [::]:443, false",
        "*:443, 224.0.0.1:443, false",
        "*:443 127.0.0.0/8:443, 127.0.0.1:443, true",
        "127.0.0.1:5432, 127.0.0.1:5432, true",
        "127.0.0.1:5432, 127.0.0.1:5433, false",
        "localhost:5432, localhost:5432, true",
        "localhost:5432, 127.0.0.1:5432, false",
        "*.example:443, example:443, false",
        "*.example:443, a.example:443, true",
    })
    void aTargetIsAllowedByWhatTakesIt(String allowed, String target, boolean may) {
        HostPort read = read(target);
        assertThat(read != null && rules(allowed).allows(read)).isEqualTo(may);
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource({
        "db.example:443, db.example:443, 127.0.0.1, true",
        "*.example:443, db.example:443, 10.0.0.1, true",
        "*.example:443, db.example:443, 127.0.0.1, false",
        "*.example:443, db.example:443, ::1, false",
        "*.example:443, db.example:443, 169.254.169.254, false",
        "*.example:443 127.0.0.0/8:443, db.example:443, 127.0.0.1, true",
        "*.example:443 127.0.0.0/8:80, db.example:443, 127.0.0.1, false",
        "*:*, any:7, 127.0.0.1, false",
        "*:*, any:7, 192.168.0.1, true",
    })
    void aNameLeadsWhereItsPatternTrustsItTo(String allowed, String target, String found, boolean may) {
        HostPort read = read(target);
        assertThat(read != null && rules(allowed).admits(read, InetAddress.ofLiteral(found)))
                .isEqualTo(may);
    }
}
