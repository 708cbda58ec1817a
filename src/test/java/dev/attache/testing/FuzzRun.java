package dev.attache.testing;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A bounded run of one `*Fuzz` class in a JVM of its own: Jazzer fuzzes one method a JVM.
///
/// What it learns and what it finds stay in a folder named after the class under `target/fuzz`, so that the next run
/// goes on from there. The inputs in `src/test/resources`, in a folder beside the class that is named after it with
/// `Inputs` behind, come first.
///
/// @param exitStatus 0 where nothing was found
/// @param output what Jazzer says, with the input and the stack of a finding
public record FuzzRun(int exitStatus, String output) {
    private static final Duration START_AND_END = Duration.ofSeconds(60);

    /// Fuzzes a class for so long.
    public static FuzzRun of(String className, Duration fuzzing) throws IOException {
        Path folder =
                Files.createDirectories(Path.of("target", "fuzz", className).toAbsolutePath());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + className,
                "--instrumentation_includes=dev.attache.**",
                "-max_total_time=" + fuzzing.toSeconds());
        try (ChildProcess jazzer = ChildProcess.start(folder, Map.of(), command)) {
            int exitStatus = jazzer.awaitExit(fuzzing.plus(START_AND_END));
            return new FuzzRun(exitStatus, jazzer.output());
        }
    }
}
