package dev.attache.house;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One folder of `deploy/k8s` as `kubectl apply -k` makes it: the app's objects with the sidecar put in, as far as
/// these
/// folders use kustomize.
///
/// Whether an object is sound is what the models say that are generated from Kubernetes' own OpenAPI.
record KubernetesExample(Path folder, Map<?, ?> kustomization, List<Map<?, ?>> objects) {
    private static final Path SIDECAR = Path.of("deploy/k8s/sidecar/patch.yaml");

    static KubernetesExample of(Path folder) throws IOException {
        Map<?, ?> kustomization = load(folder.resolve("kustomization.yaml")).getFirst();
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object file : (List<?>) at(kustomization, "resources")) {
            objects.addAll(load(folder.resolve(file.toString())));
        }
        var example = new KubernetesExample(folder, kustomization, objects);
        example.putSidecarIn();
        example.patch();
        return example;
    }

    static List<Map<?, ?>> load(Path manifest) throws IOException {
        List<Map<?, ?>> objects = new ArrayList<>();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        yaml.loadAll(Files.readString(manifest)).forEach(object -> objects.add((Map<?, ?>) object));
        return objects;
    }

    /// Goes down a path of keys and, for lists, indices.
    static Object at(Object object, Object... path) {
        Object here = object;
        for (Object step : path) {
            Object next = here instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
            here = Objects.requireNonNull(next, () -> "there is no " + step + " in " + object);
        }
        return here;
    }

    /// The one Deployment that attache stands beside.
    Map<?, ?> deployment() {
        return objects.stream()
                .filter(object -> "Deployment".equals(object.get("kind")))
                .filter(object -> at(object, "metadata") instanceof Map<?, ?> metadata
                        && metadata.get("labels") instanceof Map<?, ?> labels
                        && "beside".equals(labels.get("attache")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + " has no Deployment labelled attache: beside"));
    }

    List<Map<?, ?>> of(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    Object sidecar() {
        return at(deployment(), "spec", "template", "spec", "initContainers", 0);
    }

    private void putSidecarIn() throws IOException {
        merge(at(deployment(), "spec", "template"), at(load(SIDECAR).getFirst(), "spec", "template"));
    }

    @SuppressWarnings("unchecked")
    private static void merge(Object into, Object patch) {
        Map<Object, Object> target = (Map<Object, Object>) into;
        ((Map<Object, Object>) patch).forEach((key, value) -> {
            if (value instanceof Map<?, ?>) {
                merge(target.computeIfAbsent(key, _ -> new LinkedHashMap<>()), value);
            } else if (value instanceof List<?> more && target.get(key) instanceof List<?> there) {
                List<Object> all = new ArrayList<>(more);
                all.addAll(there);
                target.put(key, all);
            } else {
                target.put(key, value);
            }
        });
    }

    /// Source: RFC 6902, `add` to the end of a list and `replace`.
    @SuppressWarnings("unchecked")
    private void patch() {
        Object patches = kustomization.get("patches");
        for (Object each : patches == null ? List.of() : (List<?>) patches) {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            for (Object step : (List<?>) yaml.load(at(each, "patch").toString())) {
                String[] path = at(step, "path").toString().substring(1).split("/");
                Object here = deployment();
                for (int i = 0; i < path.length - 1; i++) {
                    here = at(here, path[i].matches("[0-9]+") ? Integer.valueOf(path[i]) : name(path[i]));
                }
                String last = name(path[path.length - 1]);
                if (here instanceof List<?> list && "add".equals(at(step, "op")) && "-".equals(last)) {
                    ((List<Object>) list).add(at(step, "value"));
                } else if ("replace".equals(at(step, "op")) && ((Map<?, ?>) here).containsKey(last)) {
                    ((Map<Object, Object>) here).put(last, at(step, "value"));
                } else {
                    throw new AssertionError(folder + ": " + step + " patches what is not there");
                }
            }
        }
    }

    private static String name(String escaped) {
        return escaped.replace("~1", "/").replace("~0", "~");
    }

    /// @throws IllegalArgumentException where Kubernetes knows no such field, or misses one
    static void validate(Map<?, ?> object) throws IOException {
        JsonElement json = new Gson().toJsonTree(object);
        switch (at(object, "apiVersion") + " " + at(object, "kind")) {
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
            case "apps/v1 StatefulSet" -> V1StatefulSet.validateJsonElement(json);
            case "v1 Service" -> V1Service.validateJsonElement(json);
            default -> throw new AssertionError("no schema for " + json);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
