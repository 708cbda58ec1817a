package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.ConfigLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HealthCommandTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    private static String printed(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(all.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aCheckAloneIsEnough() {
        assertThat(printed("health", "--print-config", "--check", "redis://127.0.0.1:6379"))
                .contains("kind: health", "listen: 127.0.0.1:8086", "redis:\n        redis: 127.0.0.1:6379")
                .doesNotContain("ready");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://127.0.0.1              | redis: 127.0.0.1:6379",
                "tcp://127.0.0.1:80             | tcp: 127.0.0.1:80",
                "127.0.0.1:80                   | tcp: 127.0.0.1:80",
                "unix:/run/app.sock             | tcp: unix:/run/app.sock",
                "https://127.0.0.1/ping?a=b     | http: \"https://127.0.0.1/ping?a=b\"",
                "file:/run/alive                | file: /run/alive",
                "disk:/data                     | disk: /data",
                "process:nginx                  | process: nginx"
            })
    void theSchemeOfAUrlIsTheKind(String url, String key) {
        assertThat(printed("health", "--print-config", "--check", url)).contains(key + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redsi://127.0.0.1:6379       | did you mean redis?",
                "nonsense://127.0.0.1         | does not say of what kind it is (expected one of the keys tcp",
                "redis://user:pass@127.0.0.1  | an address holds no login",
                "http://127.0.0.1:99999/      | ports go from 1 to 65535",
                "foo                          | has no port"
            })
    void aUrlThatIsNoneIsToldSo(String url, String what) {
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setErr(new PrintWriter(err));

        assertThat(all.execute("health", "--print-config", "--check", url)).isEqualTo(2);

        assertThat(err.toString()).contains("--check: ", what).doesNotContain("pass@");
    }

    @Test
    void checksHaveNamesAndOnePace() {
        String flags = "health --print-config --listen :8086 --check app=http://127.0.0.1:8080/ping"
                + " --check tcp://127.0.0.1:1 --check tcp://127.0.0.1:2 --interval 1s --timeout 500ms --rise 1"
                + " --fall 4 --live app --ready app&&tcp2 --startup app --grace 10s";

        assertThat(printed(flags.split(" ")))
                .contains("      app:\n        http: http://127.0.0.1:8080/ping\n        interval: 1s")
                .contains("      tcp2:\n        tcp: 127.0.0.1:2", "fall: 4", "live: app", "ready: \"app&&tcp2\"")
                .contains("startup: app", "grace: 10s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/health.md", "docs/topz.md"})
    void whatTheDocumentsShowIsTaken(String document) throws Exception {
        String text = Files.readString(Path.of(document));
        int shown = 0;
        for (Matcher block = BLOCK.matcher(text); block.find(); shown++) {
            String body = block.group(2);
            if (block.group(1).equals("yaml")) {
                assertThat(ConfigLoader.parse(Path.of(document), body, Map.of()).warnings())
                        .isEmpty();
            } else if (body.startsWith("attache ")) {
                assertThat(printed((body.strip().substring(8) + " --print-config").split(" ")))
                        .contains("kind: health");
            }
        }
        assertThat(shown).isPositive();
    }
}
