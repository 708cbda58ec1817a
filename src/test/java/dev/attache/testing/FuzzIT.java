package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Fuzzes every `*Fuzz` class for a short while, in CI; `-Dfuzz.seconds=600` makes it a long one.
@Tag("fuzz")
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class FuzzIT {
    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 2));

    @TestFactory
    Stream<DynamicTest> nothingAPeerSendsBreaksACodec() throws IOException {
        List<String> classes = fuzzClasses();
        assertThat(classes).isNotEmpty();
        return classes.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    FuzzRun run = FuzzRun.of(name, EACH);
                    assertThat(run.exitStatus()).as(run.output()).isZero();
                }));
    }

    @Test
    void aBugThatOneInputShowsIsFound() throws IOException {
        FuzzRun run = FuzzRun.of(Breakable.class.getName(), Duration.ofSeconds(30));
        assertThat(run.exitStatus()).isNotZero();
        assertThat(run.output()).contains("the fuzzer found the way in");
    }

    private static List<String> fuzzClasses() throws IOException {
        Path root = Path.of("target", "test-classes");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith("Fuzz.class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    static final class Breakable {
        @FuzzTest
        void breaksAtOneWord(byte[] input) {
            if (input.length > 3 && input[0] == 'R' && input[1] == 'E' && input[2] == 'S' && input[3] == 'P') {
                throw new IllegalStateException("the fuzzer found the way in");
            }
        }
    }
}
