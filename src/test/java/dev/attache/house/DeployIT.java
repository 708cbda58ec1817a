package dev.attache.house;

import static dev.attache.house.KubernetesExample.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.testing.Attache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands in `docker` and `deploy` fits the project and what it is for. `scripts/container-test` runs the image.
@Tag("alone")
class DeployIT {
    @TempDir
    private Path folder;

    static Stream<KubernetesExample> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("deploy/k8s"))) {
            List<KubernetesExample> examples = new ArrayList<>();
            for (Path each : folders.filter(folder -> !folder.endsWith("sidecar"))
                    .sorted()
                    .toList()) {
                examples.add(KubernetesExample.of(each));
            }
            return examples.stream();
        }
    }

    @Test
    void eachRoleThatStandsBesideAnAppHasItsExample() throws IOException {
        assertThat(examples().map(KubernetesExample::toString))
                .containsExactly("health", "http", "logs", "metrics", "redis");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyObjectIsOneThatKubernetesKnows(KubernetesExample example) throws IOException {
        for (Map<?, ?> object : example.objects()) {
            KubernetesExample.validate(object);
        }
        assertThat(at(example.kustomization(), "components")).isEqualTo(List.of("../sidecar"));
        assertThat(at(example.kustomization(), "configMapGenerator", 0))
                .isEqualTo(Map.of("name", "attache", "files", List.of("attache.yaml")));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowWouldBeFound() throws IOException {
        KubernetesExample example = examples().findFirst().orElseThrow();
        @SuppressWarnings("unchecked")
        var sidecar = (Map<Object, Object>) example.sidecar();
        sidecar.put("imagePolicy", "Never");

        assertThatThrownBy(() -> KubernetesExample.validate(example.deployment()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("imagePolicy");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theFileOfTheConfigMapIsSoundWithoutAWarning(KubernetesExample example) throws IOException {
        Path file = example.folder().resolve("attache.yaml").toAbsolutePath();
        try (Attache attache = Attache.start(folder, "check", "-c", file.toString())) {
            assertThat(attache.awaitExit()).as(attache.output()).isZero();
            assertThat(attache.output()).contains("is sound", ": " + example).doesNotContain("warning");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSidecarReadsThatFileAndIsProbedWhereItAnswers(KubernetesExample example) throws IOException {
        String text = Files.readString(example.folder().resolve("attache.yaml"));
        Object pod = at(example.deployment(), "spec", "template", "spec");
        Object sidecar = example.sidecar();

        assertThat(at(sidecar, "restartPolicy")).isEqualTo("Always");
        assertThat(at(sidecar, "args")).isEqualTo(List.of("run", "-c", "/etc/attache/attache.yaml"));
        assertThat(at(sidecar, "volumeMounts", 0, "mountPath")).isEqualTo("/etc/attache");
        assertThat(at(pod, "volumes", 0, "configMap", "name")).isEqualTo("attache");
        assertThat((List<?>) at(sidecar, "ports"))
                .allSatisfy(port -> assertThat(text).contains("listen: :" + at(port, "containerPort")));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(at(sidecar, probe, "httpGet", "port")).isEqualTo(at(sidecar, "ports", 0, "name"));
        }
        assertThat(at(sidecar, "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
        assertThat(at(sidecar, "livenessProbe", "httpGet", "path")).isEqualTo("/livez");
        assertThat(at(sidecar, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(sidecar, "resources", "limits", "memory")).isNotNull();
        assertThat(at(sidecar, "lifecycle", "preStop")).isNotNull();
    }

    @Test
    void theShardsOfTheFileAreThoseThatAreDeployed() throws IOException {
        KubernetesExample example = KubernetesExample.of(Path.of("deploy/k8s/redis"));
        Map<?, ?> shards = example.of("StatefulSet").getFirst();
        Object file =
                KubernetesExample.load(example.folder().resolve("attache.yaml")).getFirst();
        List<String> deployed = Stream.iterate(0, each -> each + 1)
                .limit((Integer) at(shards, "spec", "replicas"))
                .map(each ->
                        at(shards, "metadata", "name") + "-" + each + "." + at(shards, "spec", "serviceName") + ":6379")
                .toList();

        List<?> named = (List<?>) at(file, "clusters", "sessions", "endpoints");

        assertThat(named.stream().map(each -> at(each, "address").toString())).containsExactlyElementsOf(deployed);
        assertThat(at(example.of("Service").getFirst(), "metadata", "name"))
                .isEqualTo(at(shards, "spec", "serviceName"));
    }

    @Test
    void theImageHoldsWhatTheProjectHasAndRunsItAsNobody() throws IOException {
        List<String> file = Files.readAllLines(Path.of("docker/Dockerfile"));
        List<String> ignored = Files.readAllLines(Path.of("docker/Dockerfile.dockerignore"));
        List<String> copied = file.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .map(line -> line.split(" ")[1].replaceAll("/$", ""))
                .toList();

        assertThat(copied)
                .contains("config/jvm.options", "scripts/attache", "target/attache.jar", "target/lib", "target/native");
        assertThat(copied).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(ignored).contains("!" + source);
        });
        assertThat(file)
                .contains("STOPSIGNAL SIGTERM", "FROM ${JDK} AS runtime", "FROM ${BASE}")
                .anyMatch(line -> line.matches("HEALTHCHECK .* CMD .*attache\", \"--ready\"]"))
                .anyMatch(line -> line.matches("USER [1-9][0-9]+:[1-9][0-9]+"));
    }
}
