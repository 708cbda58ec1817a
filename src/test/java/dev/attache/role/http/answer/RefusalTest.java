package dev.attache.role.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The one table from fault to answer, and the page that shows it.
final class RefusalTest {
    /// Status, error and what becomes of the connection, as a row of the page has them.
    private static List<String> rowsOfThePage() throws IOException {
        String page = Files.readString(Path.of("docs/http.md"));
        String table = page.substring(page.indexOf("| what happened | status |"));
        return table.lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split(" *\\| *"))
                .map(cells -> cells[2].replace(", `Retry-After: 1`", " again") + " " + cells[3] + " " + cells[4])
                .toList();
    }

    private static String rowOf(Refusal refusal) {
        String again = text(refusal, false).contains("Retry-After: 1\r\n") ? " again" : "";
        String error = refusal.proxyStatus().substring("attache; error=".length());
        return refusal.status() + again + " " + error + " " + (refusal.endsConnection() ? "closes" : "goes on");
    }

    private static String text(Refusal refusal, boolean closes) {
        return new String(refusal.answer(closes), StandardCharsets.US_ASCII);
    }

    /// Several rows may tell of one.
    @Test
    void thePageHasARowForEachAndNoneForNothing() throws IOException {
        List<String> known =
                Arrays.stream(Refusal.values()).map(RefusalTest::rowOf).toList();
        List<String> rows = rowsOfThePage();
        assertThat(rows).containsAll(known).hasSizeGreaterThanOrEqualTo(known.size());
        assertThat(known).containsAll(rows);
    }

    @ParameterizedTest
    @EnumSource
    void eachAnswerIsWholeAndSaysWhatItIs(Refusal refusal) {
        for (boolean closes : new boolean[] {false, true}) {
            String answer = text(refusal, closes);
            int end = answer.indexOf("\r\n\r\n") + 4;
            assertThat(answer.length() - end).isEqualTo(refusal.bodyBytes());
            assertThat(answer.substring(0, end))
                    .startsWith("HTTP/1.1 " + refusal.status() + " ")
                    .contains("Content-Length: " + refusal.bodyBytes() + "\r\n", "Proxy-Status: attache; error=")
                    .contains("Cache-Control: no-store\r\n");
            assertThat(answer.contains("Connection: close\r\n")).isEqualTo(closes);
            assertThat(answer.substring(end)).isEqualTo(refusal.body()).endsWith("\n");
        }
    }
}
