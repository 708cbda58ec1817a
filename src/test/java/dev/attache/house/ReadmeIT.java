package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.FreePorts;
import dev.attache.testing.GoldenFile;
import dev.attache.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Runs the commands of the README as a reader would, one after the other in one shell, and compares what it shows.
///
/// They run in a folder with the project's `scripts` and `config`, on ports that are free in place of the usual ones.
/// With the system property `renew`, what the README shows is written anew.
@Tag("alone")
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final String RENEW =
            "./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ReadmeIT -Drenew";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BEGIN = "@@begin ";
    private static final String END = "@@end ";
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OTHER_SHELL = Pattern.compile("```(sh|bash|shell)\\b.*");

    /// What the shell says of a job that it was told to kill, whenever it notices.
    private static final Pattern JOB_ENDED = Pattern.compile(".*: line [0-9]+: +[0-9]+ Terminated .*");

    /// What tests cannot bring up, by the words of the README, and why.
    private static final Map<String, String> NOT_RUN = Map.of(
            "a Kubernetes cluster", "tests have none; DeployIT reads the manifests and checks the file in them",
            "a Docker engine and, for the base image, a registry", "tests reach no registry; DeployIT reads the file");

    @TempDir
    private Path folder;

    private final Map<String, String> ports = new TreeMap<>();

    @Test
    void everyCommandDoesWhatTheReadmeShows() throws IOException {
        List<String> readme = Files.readAllLines(README);
        List<ConsoleBlock> blocks = ConsoleBlock.allIn(readme);
        assertThat(blocks.stream().map(ConsoleBlock::need).filter(need -> !need.isEmpty()))
                .as("blocks that are not run")
                .containsExactlyInAnyOrderElementsOf(NOT_RUN.keySet());
        assertThat(readme)
                .as("commands stand in console blocks")
                .noneMatch(line -> OTHER_SHELL.matcher(line).matches());
        List<ConsoleBlock.Step> steps = blocks.stream()
                .filter(block -> block.need().isEmpty())
                .flatMap(block -> block.steps().stream())
                .toList();

        List<Ran> ran = runAll(steps);

        assertThat(ran).as("commands that ran").hasSameSizeAs(steps);
        List<String> now = new ArrayList<>(readme);
        List<String> stale = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            ConsoleBlock.Step step = steps.get(i);
            List<String> printed = ran.get(i).output;
            assertThat(ran.get(i).status).as(step.command()).isZero();
            if (!ShownOutput.matches(step.output(), printed)) {
                stale.add("$ " + step.command() + "\n" + String.join("\n", printed));
                List<String> shown =
                        now.subList(step.line(), step.line() + step.output().size());
                shown.clear();
                shown.addAll(printed);
            }
        }
        if (System.getProperty(GoldenFile.RENEW) != null) {
            Files.write(README, now);
        } else {
            assertThat(stale)
                    .as("%s shows something else for these; renew it with: %s", README, RENEW)
                    .isEmpty();
        }
    }

    @Test
    void whatItShowsAsYamlIsYaml() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<String> blocks = YAML_BLOCK
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(yaml.<Object>load(block)).isNotNull());
    }

    /// What a command printed, and its exit status.
    private record Ran(List<String> output, int status) {}

    private List<Ran> runAll(List<ConsoleBlock.Step> steps) throws IOException {
        for (String usual : List.of("6379", "6401", "6402", "6403", "8080", "8101", "8102", "9900")) {
            ports.put(usual, Integer.toString(FreePorts.next()));
        }
        prepareFolder();
        var script = new StringBuilder();
        for (ConsoleBlock.Step step : steps) {
            script.append("echo '").append(BEGIN).append("'\n");
            script.append(toFree(step.command())).append('\n');
            script.append("echo \"").append(END).append("$?\"\n");
        }
        Path file = Files.writeString(folder.resolve("readme.bash"), script);
        try (ChildProcess shell = ChildProcess.start(folder, environment(), List.of("/bin/bash", file.toString()))) {
            shell.awaitExit(PATIENCE);
            return cut(shell.output());
        }
    }

    private void prepareFolder() throws IOException {
        // Bash ends what it has started only where it is told to; these end with it in any case.
        program("scripts/attache", Path.of("scripts/attache").toAbsolutePath());
        program("programs/redis-server", Program.REDIS_SERVER.path());
        program("programs/python3", Program.PYTHON.path());
        Program.REDIS_CLI.path();
        Program.CURL.path();
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("redis.yaml"), toFree(Files.readString(Path.of("config/redis.yaml"))));
    }

    private void program(String name, Path target) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(
                program, "#!/bin/sh\nexec " + Program.SETPRIV.path() + " --pdeathsig KILL " + target + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> environment() {
        return Map.of("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
    }

    private String toFree(String text) {
        return replaced(text, ports);
    }

    private String toUsual(String text) {
        String own = text.replace(folder.resolve("programs").toString(), "/usr/bin");
        return replaced(
                own, ports.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)));
    }

    private static String replaced(String text, Map<String, String> words) {
        Matcher matcher = Pattern.compile(String.join("|", words.keySet())).matcher(text);
        return matcher.replaceAll(found -> words.getOrDefault(found.group(), found.group()));
    }

    private List<Ran> cut(String output) {
        List<Ran> all = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(BEGIN)) {
                lines = new ArrayList<>();
            } else if (line.startsWith(END)) {
                all.add(new Ran(
                        lines.stream().map(this::toUsual).toList(), Integer.parseInt(line.substring(END.length()))));
            } else if (!JOB_ENDED.matcher(line).matches()) {
                lines.add(line);
            }
        }
        return Collections.unmodifiableList(all);
    }
}
