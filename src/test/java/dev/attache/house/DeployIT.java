package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What stands in `docker` and `deploy` fits the project: tests have no cluster and no registry to try it on.
class DeployIT {
    @TempDir
    private Path folder;

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("deploy/k8s"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static List<Map<?, ?>> objectsOf(Path manifest) throws IOException {
        List<Map<?, ?>> objects = new ArrayList<>();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        yaml.loadAll(Files.readString(manifest)).forEach(object -> objects.add((Map<?, ?>) object));
        return objects;
    }

    /// Goes down a path of keys and, for lists, indices.
    private static Object at(Object object, Object... path) {
        Object here = object;
        for (Object step : path) {
            Object next = here instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
            here = Objects.requireNonNull(next, () -> "there is no " + step + " in " + object);
        }
        return here;
    }

    private static Map<?, ?> theOnly(String kind, List<Map<?, ?>> objects) {
        List<Map<?, ?>> found = objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyObjectOfAManifestSaysWhatItIs(Path manifest) throws IOException {
        assertThat(objectsOf(manifest)).isNotEmpty().allSatisfy(object -> {
            assertThat(at(object, "apiVersion")).isIn("v1", "apps/v1");
            assertThat(at(object, "kind")).asString().isNotEmpty();
            assertThat(at(object, "metadata", "name")).asString().matches("[a-z][a-z0-9-]*");
        });
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theFileInAConfigMapIsSoundWithoutAWarning(Path manifest) throws IOException {
        Object text = at(theOnly("ConfigMap", objectsOf(manifest)), "data", "attache.yaml");
        Path file = Files.writeString(folder.resolve("attache.yaml"), text.toString());
        try (Attache attache = Attache.start(folder, "check", "-c", file.toString())) {
            assertThat(attache.awaitExit()).as(attache.output()).isZero();
            assertThat(attache.output())
                    .contains("is sound", "role cache: redis")
                    .doesNotContain("warning");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theSidecarReadsThatFileAndIsProbedWhereItAnswers(Path manifest) throws IOException {
        List<Map<?, ?>> objects = objectsOf(manifest);
        String text = at(theOnly("ConfigMap", objects), "data", "attache.yaml").toString();
        Object pod = at(theOnly("Deployment", objects), "spec", "template", "spec");
        Object sidecar = at(pod, "initContainers", 0);

        assertThat(at(sidecar, "restartPolicy")).isEqualTo("Always");
        assertThat(at(sidecar, "args")).isEqualTo(List.of("run", "-c", "/etc/attache/attache.yaml"));
        assertThat(at(sidecar, "volumeMounts", 0, "mountPath")).isEqualTo("/etc/attache");
        assertThat(at(sidecar, "volumeMounts", 0, "name")).isEqualTo(at(pod, "volumes", 0, "name"));
        assertThat(at(pod, "volumes", 0, "configMap", "name"))
                .isEqualTo(at(theOnly("ConfigMap", objects), "metadata", "name"));
        assertThat(text).contains("listen: :" + at(sidecar, "ports", 0, "containerPort"));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(at(sidecar, probe, "httpGet", "port")).isEqualTo(at(sidecar, "ports", 0, "name"));
        }
        assertThat(at(sidecar, "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
        assertThat(at(sidecar, "livenessProbe", "httpGet", "path")).isEqualTo("/livez");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theShardsOfTheFileAreThoseThatAreDeployed(Path manifest) throws IOException {
        List<Map<?, ?>> objects = objectsOf(manifest);
        Map<?, ?> shards = theOnly("StatefulSet", objects);
        Object clusters = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(at(theOnly("ConfigMap", objects), "data", "attache.yaml").toString());
        List<String> deployed = Stream.iterate(0, each -> each + 1)
                .limit((Integer) at(shards, "spec", "replicas"))
                .map(each ->
                        at(shards, "metadata", "name") + "-" + each + "." + at(shards, "spec", "serviceName") + ":6379")
                .toList();

        List<?> named = (List<?>) at(clusters, "clusters", "sessions", "endpoints");

        assertThat(named.stream().map(each -> at(each, "address").toString())).containsExactlyElementsOf(deployed);
        assertThat(at(theOnly("Service", objects), "metadata", "name")).isEqualTo(at(shards, "spec", "serviceName"));
    }

    @Test
    void theImageHoldsWhatTheProjectHasAndRunsItAsNobody() throws IOException {
        List<String> file = Files.readAllLines(Path.of("docker/Dockerfile"));
        List<String> ignored = Files.readAllLines(Path.of("docker/Dockerfile.dockerignore"));
        List<String> copied = file.stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ")[1].replaceAll("/$", ""))
                .toList();

        assertThat(copied)
                .contains("config/jvm.options", "scripts/attache", "target/attache.jar", "target/lib", "target/native");
        assertThat(copied).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(ignored).contains("!" + source);
        });
        assertThat(file)
                .contains("STOPSIGNAL SIGTERM", "HEALTHCHECK NONE", "FROM ${BASE}")
                .anyMatch(line -> line.matches("USER [1-9][0-9]+:[1-9][0-9]+"));
    }
}
