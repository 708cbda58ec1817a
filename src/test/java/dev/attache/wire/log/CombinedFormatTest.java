package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedFormatTest {
    private static final String CLF =
            "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a%20b?q=1 HTTP/1.0\" 200 2326";

    private final CombinedFormat clf = new CombinedFormat(false);
    private final CombinedFormat combined = new CombinedFormat(true);

    @Test
    void theCommonFormatIsReadWhole() {
        assertThat(Lines.through(clf, CLF)).isEqualTo("""
            {"time":"2000-10-10T20:55:36Z","level":"info","message":"GET /a%20b?q=1 HTTP/1.0",\
            "client":"127.0.0.1","user":"frank","method":"GET",\
            "path":"/a%20b?q=1","version":"1.0","status":200,\
            "bytes":2326}
            """);
    }

    @Test
    void theCombinedOneHasReferrerAndAgentToo() {
        assertThat(Lines.through(combined, CLF + " \"http://x/\" \"Moz \\\"4\\\"\""))
                .endsWith("\"referer\":\"http://x/\",\"agent\":\"Moz \\\\\\\"4\\\\\\\"\"}\n");
    }

    @Test
    void everyLineHasItsOwnTimeWhateverStoodBefore() {
        String other = CLF.replace("13:55:36", "13:55:37");
        String none = CLF.replace("13:55:36", "13:55:99");

        assertThat(Lines.through(clf, CLF)).contains("20:55:36Z");
        assertThat(Lines.through(clf, CLF)).contains("20:55:36Z");
        assertThat(Lines.through(clf, other)).contains("20:55:37Z");
        assertThat(Lines.isRead(clf, none)).isFalse();
        assertThat(Lines.isRead(clf, none)).isFalse();
        assertThat(Lines.through(clf, CLF)).contains("20:55:36Z");
        assertThat(Lines.through(clf, CLF.replace("-0700", "+0000"))).contains("13:55:36Z");
    }

    @Test
    void dashesAreNoValues() {
        assertThat(Lines.through(combined, "::1 - - [10/Oct/2000:13:55:36 +0000] \"-\" 408 - \"-\" \"-\""))
                .isEqualTo("""
                    {"time":"2000-10-10T13:55:36Z","level":"warn","message":"-","client":"::1",\
                    "status":408}
                    """);
    }

    @Test
    void aRequestThatIsGarbageIsStillALine() {
        assertThat(Lines.through(clf, "::1 - - [10/Oct/2000:13:55:36 +0000] \"\\x16\\x03\" 400 150"))
                .contains("\"message\":\"\\\\x16\\\\x03\"")
                .doesNotContain("method");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "127.0.0.1 - -",
                "127.0.0.1 - - [",
                "127.0.0.1 - - [10/Okt/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "127.0.0.1 - - [32/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] GET / HTTP/1.0 200 1",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0 200 1",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 20 1",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 ",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1 more",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 007",
            })
    void whatIsNoneIsKeptAsALine(String line) {
        assertThat(Lines.isRead(clf, line)).isFalse();
    }

    @Test
    void aLineCutAnywhereIsNoneAndDoesNoHarm() {
        String whole = CLF + " \"-\" \"agent\"";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(Lines.isRead(combined, whole.substring(0, length)))
                    .as("cut at %d", length)
                    .isFalse();
        }
        assertThat(Lines.isRead(combined, whole)).isTrue();
    }
}
