package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The conformance suite h2spec 2.2.0, as the Maven plugin of that name brings it, against the role's listener.
final class H2specIT {
    private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";
    private static final Pattern COUNT = Pattern.compile("(\\d+) tests, (\\d+) passed, (\\d+) skipped, (\\d+) failed");

    @TempDir
    private Path folder;

    private Path unpacked() throws IOException {
        Path archive = folder.resolve("h2spec.tar.gz");
        try (InputStream in = Objects.requireNonNull(H2specIT.class.getResourceAsStream(ARCHIVE))) {
            Files.copy(in, archive);
        }
        try (ChildProcess tar = ChildProcess.start(folder, Map.of(), List.of("tar", "-xzf", archive.toString()))) {
            assertThat(tar.awaitExit(Duration.ofSeconds(20))).as(tar.output()).isZero();
        }
        return folder.resolve("h2spec");
    }

    @Test
    void everyCaseIsPassedButTheOneThatItSkips() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                Gateway attache = Gateway.before(origin.address()).start()) {
            List<String> command = List.of(
                    unpacked().toString(), "-S", "-h", "127.0.0.1", "-p", String.valueOf(attache.port()), "-o", "2");
            try (ChildProcess h2spec = ChildProcess.start(folder, Map.of(), command)) {
                h2spec.awaitExit(Duration.ofMinutes(2));
                var found = COUNT.matcher(h2spec.output());
                assertThat(found.find()).as(h2spec.output()).isTrue();
                assertThat(found.group(4)).as(h2spec.output()).isEqualTo("0");
                assertThat(found.group(2)).isEqualTo("145");
            }
        }
    }
}
