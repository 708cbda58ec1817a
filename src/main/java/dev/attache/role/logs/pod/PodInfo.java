package dev.attache.role.logs.pod;

import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Fields that say of which pod a record is, named as OpenTelemetry names them. For one thread.
///
/// `labels` and `annotations` become `k8s.pod.label.NAME` and `k8s.pod.annotation.NAME`; `name`, `namespace`, `uid`,
/// `node` and `container` what they are the name of. The folder is looked at every [#LOOK_NANOS], and read again when
/// it has changed, as Kubernetes swaps a link in it then. Of a file 64 KiB are read, and of all 128 fields are kept.
///
/// Source: OpenTelemetry, "Kubernetes" resource conventions, opentelemetry.io/docs/specs/semconv/resource/k8s.
public final class PodInfo {
    /// Between two looks.
    static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int BYTES_MAX = 64 * 1024;
    private static final int FIELDS_MAX = 128;
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("name", "k8s.pod.name");
        NAMES.put("namespace", "k8s.namespace.name");
        NAMES.put("uid", "k8s.pod.uid");
        NAMES.put("node", "k8s.node.name");
        NAMES.put("container", "k8s.container.name");
    }

    private final @Nullable Path folder;
    private List<Field> fields = List.of();
    private List<Object> stamp = List.of();
    private long lookedNanos;

    private record Field(byte[] name, byte[] value) {}

    /// @param folder where the volume is mounted, and what is not there yet is looked for again; empty for no fields
    public PodInfo(String folder, long nowNanos) {
        this.folder = folder.isEmpty() ? null : Path.of(folder);
        this.lookedNanos = nowNanos;
        read();
    }

    /// Looks whether something has changed, where it is time to.
    public void look(long nowNanos) {
        if (folder != null && nowNanos - lookedNanos >= LOOK_NANOS) {
            lookedNanos = nowNanos;
            if (!stamp.equals(stampNow())) {
                read();
            }
        }
    }

    private List<Object> stampNow() {
        List<Object> now = new ArrayList<>();
        for (String each : List.of("labels", "annotations")) {
            now.add(stampOf(each));
        }
        NAMES.keySet().forEach(each -> now.add(stampOf(each)));
        return now;
    }

    private Object stampOf(String file) {
        if (folder == null) {
            return "";
        }
        try {
            return Files.readAttributes(folder.resolve(file), "unix:ino,size,lastModifiedTime");
        } catch (IOException _) {
            return "";
        }
    }

    private void read() {
        stamp = stampNow();
        List<Field> found = new ArrayList<>();
        NAMES.forEach((file, name) -> {
            String value = textOf(file).strip();
            if (!value.isEmpty()) {
                add(found, name, value);
            }
        });
        PodLines.parse(textOf("labels")).forEach((name, value) -> add(found, "k8s.pod.label." + name, value));
        PodLines.parse(textOf("annotations")).forEach((name, value) -> add(found, "k8s.pod.annotation." + name, value));
        fields = List.copyOf(found);
    }

    private static void add(List<Field> to, String name, String value) {
        if (to.size() < FIELDS_MAX) {
            to.add(new Field(name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String textOf(String file) {
        if (folder == null) {
            return "";
        }
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// Adds the fields to a record that a format has read.
    public void addTo(LogRecord record) {
        for (Field each : fields) {
            record.add(each.name(), 0, each.name().length, LogField.NameForm.TEXT)
                    .value(LogField.Kind.TEXT, each.value());
        }
    }
}
