package dev.attache.role.http.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;
import dev.attache.config.MirrorConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DiffLedgerTest {
    private final DiffLedger ledger = new DiffLedger("shop", config(List.of()));

    private static MirrorConfig config(List<String> ignore) {
        return new MirrorConfig(
                "next",
                "",
                new Ratio(1),
                MirrorConfig.Answers.COMPARE,
                List.of("etag"),
                ignore,
                List.of(),
                MirrorConfig.Credentials.STRIP,
                List.of(),
                16,
                new ByteSize(65_536),
                Duration.ofSeconds(1));
    }

    private static Reply json(String body) {
        return reply(200, "application/json", "", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Reply reply(int status, String type, String coding, byte[] body) {
        return new Reply(status, Map.of("etag", "x"), type, coding, body, true);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> fields(DiffLedger ledger, boolean noise) {
        return (List<Map<String, Object>>)
                Objects.requireNonNull(ledger.facts(noise).get("fields"));
    }

    private List<Object> names(boolean noise) {
        return fields(ledger, noise).stream()
                .map(each -> (Object) (each.get("field") + " " + each.get("verdict")))
                .toList();
    }

    @Test
    void whatChangesIsToldFromWhatIsNoise() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            String price = "{'time': %d, 'items': [{'id': 1, 'price': %d}, {'id': 2, 'price': 7}], 'same': true}";
            ledger.compare(
                    "GET /a",
                    json(price.formatted(random.nextInt(), 5)),
                    json(price.formatted(random.nextInt(), 6)),
                    json(price.formatted(random.nextInt(), 5)));
        }
        assertThat(names(false)).containsExactly("body.items[].price changed");
        assertThat(names(true)).containsExactly("body.items[].price changed", "body.time noisy");
        assertThat(ledger.facts(false)).containsEntry("compared", 20L).containsEntry("different", 20L);
        assertThat(fields(ledger, false).getFirst().toString())
                .contains("request=GET /a, control=5, mirrored=6", "differs=20", "noise=0");
    }

    @Test
    void aFieldThatIsNoisyButChangedOnTopIsFound() {
        for (int i = 0; i < 100; i++) {
            ledger.compare(
                    "GET /",
                    json("{'n': " + i + "}"),
                    json("{'n': 'gone'}"),
                    json("{'n': " + (i % 2 == 0 ? i : -1) + "}"));
        }
        assertThat(names(false)).containsExactly("body.n changed");
    }

    @Test
    void fewDifferencesProveNothingYet() {
        for (int i = 0; i < 3; i++) {
            ledger.compare("GET /", json("{'n': 1}"), json("{'n': 2}"), json("{'n': 1}"));
        }
        assertThat(names(false)).containsExactly("body.n unsure");
    }

    @Test
    void fieldsThatAreThereOnOneSideOnlyAreDifferent() {
        ledger.compare("GET /", json("{'a': 1, 'l': []}"), json("{'b': 1, 'l': [1]}"), json("{'a': 1, 'l': []}"));

        assertThat(names(false)).containsExactly("body.a unsure", "body.b unsure", "body.l unsure", "body.l[] unsure");
        assertThat(fields(ledger, false).getFirst().toString()).contains("control=1, mirrored=(absent)");
    }

    @Test
    void statusHeadersAndBodiesThatAreNoJsonAreComparedAsAWhole() {
        Reply page = reply(200, "text/html", "", new byte[] {1});
        Reply other = new Reply(404, Map.of("etag", "y"), "text/html", "", new byte[] {2}, true);
        ledger.compare("GET /", page, other, page);

        assertThat(names(false)).containsExactly("body unsure", "header etag unsure", "status unsure");
    }

    @Test
    void jsonThatIsBrokenOrTooDeepIsComparedAsAWhole() {
        String deep = "[".repeat(100) + "]".repeat(100);
        ledger.compare("GET /", json("{"), json("{'a': 1}"), json("{"));
        ledger.compare("GET /", json(deep), json(deep), json(deep));

        assertThat(names(false)).contains("body unsure");
        assertThat(ledger.facts(false)).containsEntry("compared", 2L).containsEntry("different", 1L);
    }

    @Test
    void zippedBodiesAreUnzippedWithinABound() throws IOException {
        Reply zipped = reply(200, "application/json", "gzip", zip("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));
        ledger.compare("GET /", zipped, json("{'a': 1}"), zipped);
        assertThat(names(true)).isEmpty();

        Reply bomb = reply(200, "application/json", "gzip", zip(new byte[ReplyFields.UNZIPPED_BYTES_MAX * 4]));
        ledger.compare("GET /", bomb, bomb, bomb);
        assertThat(names(true)).isEmpty();
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void bodiesThatWereTooLongAreLeftOut() {
        Reply cut = new Reply(200, Map.of("etag", "x"), "application/json", "", new byte[0], false);
        ledger.compare("GET /", cut, json("{'a': 1}"), cut);

        assertThat(names(true)).isEmpty();
    }

    @Test
    void fieldsBeyondTheBoundAreCountedTogether() {
        for (int i = 0; i < DiffLedger.FIELDS_MAX + 50; i++) {
            ledger.compare("GET /", json("{'f" + i + "': 1}"), json("{'f" + i + "': 2}"), json("{'f" + i + "': 1}"));
        }
        assertThat(fields(ledger, false)).hasSize(DiffLedger.FIELDS_MAX + 1);
        assertThat(names(false)).contains(DiffLedger.FURTHER + " changed");
    }

    @Test
    void fieldsThatTheSettingsNameAreNotCompared() {
        DiffLedger quiet = new DiffLedger("shop", config(List.of("body.items[].price")));
        quiet.compare(
                "GET /", json("{'items': [{'price': 1}]}"), json("{'items': [{'price': 2}]}"), json("{'items': []}"));

        assertThat(fields(quiet, true)).extracting(each -> each.get("field")).doesNotContain("body.items[].price");
    }

    @Test
    void longValuesAreCutAndCookiesHidden() {
        Reply a = new Reply(200, Map.of("set-cookie", "a=secret"), "", "", new byte[0], true);
        Reply b = new Reply(200, Map.of("set-cookie", "b=secret"), "", "", new byte[0], true);
        ledger.compare("GET /" + "x".repeat(500), a, b, a);

        assertThat(ledger.facts(false).toString()).contains("(hidden)").doesNotContain("secret", "x".repeat(100));
    }
}
