package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A health shim that judges an app by what a log role reads of it.
class LogCheckIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private void log(String level, int lines) throws IOException {
        String line = "{\"level\": \"" + level + "\", \"msg\": \"x\"}\n";
        Files.writeString(
                folder.resolve("app.log"), line.repeat(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitReady(int status, String text) {
        Eventually.passes(() -> {
            HttpAnswer answer = HttpAnswer.get(port, "/readyz");
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(text);
        });
    }

    @Test
    void anAppThatLogsTooManyErrorsIsNotReadyUntilItHasLoggedFewer() throws Exception {
        Path file = Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:0}
            roles:
              health:
                kind: health
                listen: 127.0.0.1:%1$d
                checks:
                  errors: {log: shop, max: 3, share: 10%%, within: 2s, interval: 100ms, rise: 1, fall: 1}
              shop:
                kind: logs
                inputs: [%2$s/app.log]
                outputs: [{file: %2$s/out}]
                state: %2$s/state
            """.formatted(port, folder));
        log("error", 20);
        try (Attache _ = Attache.start(folder, "run", "-c", file.toString()).awaitReady()) {
            awaitReady(200, "pass");
            log("info", 10);
            log("error", 4);
            awaitReady(503, " within 2s are of level error or worse");
            awaitReady(200, "pass");
        }
    }
}
