package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternFormatTest {
    private static LogFormat regex(String pattern) {
        return PatternFormat.regex(pattern, Lines.UTC);
    }

    private static LogFormat grok(String expression) {
        return PatternFormat.grok(expression, GrokPatterns.usual(), Lines.UTC);
    }

    @Test
    void namedGroupsBecomeFieldsAndThoseThatAreKnownWhatTheySay() {
        LogFormat format = regex("(?P<time>\\S+ \\S+) (?P<level>\\w+) <(?P<who>[^>]*)> (?P<message>.*)");

        assertThat(Lines.through(format, "2026-11-21 10:00:00,5 WARN <zoë> it is late"))
                .isEqualTo("""
                    {"time":"2026-11-21T10:00:00.500Z","level":"warn","message":"it is late","who":"zoë"}
                    """);
    }

    @Test
    void aPatternIsOfTheWholeLine() {
        assertThat(Lines.isRead(regex("a(?P<b>.)c"), "abc")).isTrue();
        assertThat(Lines.isRead(regex("a(?P<b>.)c"), "abcd")).isFalse();
        assertThat(Lines.through(regex("a(?P<b>.)c"), "abcd")).contains("\"message\":\"abcd\"");
    }

    @Test
    void aLineWithoutAMessageIsItsOwn() {
        assertThat(Lines.through(regex("(?P<a>\\d+) (?P<b>x)?"), "12 "))
                .endsWith("\"message\":\"12 \",\"a\":\"12\"}\n");
    }

    @Test
    void timeGrowsWithTheLineAndNoFaster() {
        LogFormat format = regex("(?P<x>(a*)*b)");

        assertThat(Lines.isRead(format, "a".repeat(50_000))).isFalse();
    }

    @Test
    void aPatternThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> regex("(?P<a>x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regex("(?=x)")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void grokMakesFieldsOfNamedPatterns() {
        LogFormat format =
                grok("%{IP:client} %{WORD:method} %{URIPATHPARAM:path} %{NUMBER:bytes:int} %{NUMBER:secs:float}");

        assertThat(Lines.through(format, "55.3.244.1 GET /index.html?x=1 15824 0.043"))
                .endsWith("\"client\":\"55.3.244.1\",\"method\":\"GET\",\"path\":\"/index.html?x=1\","
                        + "\"bytes\":15824,\"secs\":0.043}\n");
    }

    @Test
    void grokNamesWithinNamesAndFieldsWithinFields() {
        LogFormat format = grok("^%{SYSLOGBASE} user %{USER:[user][name]}");

        assertThat(Lines.through(format, "Nov 21 09:00:00 host sshd[77]: user ann"))
                .startsWith("{\"time\":\"2026-11-21T09:00:00Z\",")
                .endsWith("\"host\":\"host\",\"program\":\"sshd\",\"pid\":77,\"user.name\":\"ann\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IP|::1",
                "IP|2001:db8::7:1%eth0",
                "IP|10.0.0.255",
                "MAC|00:1b:44:11:3a:b7",
                "HOSTNAME|db-1.example.org",
                "EMAILADDRESS|ann.b+c@example.org",
                "UUID|123e4567-e89b-12d3-a456-426614174000",
                "QS|\"a \\\" b\"",
                "BASE16NUM|0x1F",
                "TIMESTAMP_ISO8601|2026-11-21T10:00:00.123+01:00",
                "TIMESTAMP_ISO8601|2026-11-21 10:00:00,123",
                "HTTPDATE|21/Nov/2026:10:00:00 +0100",
                "SYSLOGTIMESTAMP|Nov  1 10:00:00",
                "DATESTAMP_RFC2822|Sat, 21 Nov 2026 10:00:00 +0100",
                "HTTPDERROR_DATE|Sat Nov 21 10:00:00.123456 2026",
                "LOGLEVEL|WARNING",
                "PATH|/var/log/a.log",
                "PATH|C:\\logs\\a.log",
                "URI|https://ann@example.org:8443/a/b?c=d",
                "JAVACLASS|org.acme.Shop$Inner",
                "COMBINEDAPACHELOG|::1 - ann [21/Nov/2026:10:00:00 +0100] \"GET /a HTTP/1.1\" 200 - \"-\" \"curl/8\"",
            })
    void theUsualNamesMatchWhatTheySay(String name, String text) {
        assertThat(Lines.isRead(grok("^%{" + name + "}$"), text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"IP,10.0.0.256", "INT,1.5", "UUID,123e4567", "LOGLEVEL,warm", "WORD,a b", "MONTHDAY,32"})
    void andNothingElse(String name, String text) {
        assertThat(Lines.isRead(grok("^%{" + name + "}$"), text)).isFalse();
    }

    @Test
    void aPatternFileAddsNamesAndReplacesThem() {
        GrokPatterns patterns = GrokPatterns.usual();
        patterns.add(List.of("# ours", "", "ORDER  order-%{INT:id:int}", "WORD [a-z]+"));

        assertThat(Lines.through(PatternFormat.grok("%{ORDER} %{WORD:state}", patterns, Lines.UTC), "order-17 PAid"))
                .contains("\"message\":\"order-17 PAid\"")
                .doesNotContain("state");
        assertThat(Lines.through(PatternFormat.grok("%{ORDER} %{WORD:state}", patterns, Lines.UTC), "order-17 paid"))
                .endsWith("\"id\":17,\"state\":\"paid\"}\n");
    }

    @Test
    void namesThatStandForEachOtherHaveABound() {
        GrokPatterns patterns = GrokPatterns.usual();
        patterns.add(List.of("PING a%{PONG}", "PONG b%{PING}", "BIG0 " + "x".repeat(100)));
        for (int i = 1; i < 12; i++) {
            patterns.add(List.of("BIG" + i + " " + ("%{BIG" + (i - 1) + "}").repeat(8)));
        }

        assertThatThrownBy(() -> patterns.expand("%{PING}")).hasMessageContaining("32 deep");
        assertThatThrownBy(() -> patterns.expand("%{BIG11}")).hasMessageContaining("65536 characters");
        assertThatThrownBy(() -> patterns.expand("%{NOWHERE}")).hasMessageContaining("NOWHERE");
        assertThatThrownBy(() -> patterns.add(List.of("ALONE"))).hasMessageContaining("ALONE");
    }
}
