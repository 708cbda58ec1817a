package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the worked example of `docs/experiments.md` as a reader would, in one shell, with a real attache and two
/// versions of a shop: arms, weights changed live, goals, the mirror's differences without their noise, and the guard.
@Tag("alone")
class ExperimentsPageIT {
    private static final Path PAGE = Path.of("docs/experiments.md");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BEGIN = "@@begin";

    @TempDir
    private Path folder;

    private final Map<String, String> ports = new TreeMap<>();

    @Test
    void everyCommandOfTheExampleDoesWhatThePageShows() throws IOException {
        for (String usual : List.of("8080", "8101", "8102", "9900")) {
            ports.put(usual, Integer.toString(FreePorts.next()));
        }
        List<ConsoleBlock.Step> steps = ConsoleBlock.allIn(Files.readAllLines(PAGE)).stream()
                .flatMap(block -> block.steps().stream())
                .toList();
        assertThat(steps).hasSizeGreaterThan(10);
        Path file = prepare(steps);

        List<List<String>> printed;
        try (ChildProcess shell = ChildProcess.start(folder, Map.of(), List.of("/bin/bash", file.toString()))) {
            shell.awaitExit(PATIENCE);
            printed = cut(shell.output());
        } catch (IOException stuck) {
            throw new AssertionError(Files.readString(folder.resolve("attache.log")), stuck);
        }

        assertThat(printed).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            List<String> shown = steps.get(i).output();
            if (!ShownOutput.matches(shown, printed.get(i))) {
                assertThat(printed.get(i)).as(steps.get(i).command()).isEqualTo(shown);
            }
        }
    }

    private Path prepare(List<ConsoleBlock.Step> steps) throws IOException {
        Program.CURL.path();
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path classPath = Files.writeString(folder.resolve("arguments"), "-cp\n\"" + classes + "\"\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " @"
                + Path.of("config", "jvm.options").toAbsolutePath() + " @" + classPath + " dev.attache.Main";
        program("scripts/attache", java);
        program(
                "scripts/demo-shop",
                Program.PYTHON.path() + " " + Path.of("scripts/demo-shop").toAbsolutePath());
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(
                config.resolve("experiment.yaml"), toFree(Files.readString(Path.of("config/experiment.yaml"))));
        StringBuilder script = new StringBuilder();
        for (ConsoleBlock.Step step : steps) {
            script.append("echo '").append(BEGIN).append("'\n");
            script.append(toFree(step.command())).append('\n');
        }
        return Files.writeString(folder.resolve("page.bash"), script);
    }

    /// Whatever the shell leaves running ends with it.
    private void program(String name, String command) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(
                program, "#!/bin/sh\nexec " + Program.SETPRIV.path() + " --pdeathsig KILL " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String toFree(String text) {
        String free = text;
        for (Map.Entry<String, String> each : ports.entrySet()) {
            free = free.replace(":" + each.getKey(), ":" + each.getValue())
                    .replace("demo-shop " + each.getKey(), "demo-shop " + each.getValue());
        }
        return free;
    }

    private static List<List<String>> cut(String output) {
        List<List<String>> all = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.equals(BEGIN)) {
                all.add(new ArrayList<>());
            } else if (!all.isEmpty()) {
                all.getLast().add(line);
            }
        }
        return all;
    }
}
