package dev.attache.role.logs.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodInfoTest {
    @TempDir
    private Path folder;

    private static List<String> fields(PodInfo pod) {
        LogRecord record = new LogRecord();
        byte[] line = "line".getBytes(StandardCharsets.UTF_8);
        record.begin(line, 0, line.length, 0);
        pod.addTo(record);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            LogField each = record.field(i);
            fields.add(each.name() + "=" + each.value());
        }
        return fields;
    }

    /// Mounts what Kubernetes mounts: a folder of its own for each version, and a link that is swapped.
    private void mount(String version, String labels) throws IOException {
        Path made = Files.createDirectory(folder.resolve(version));
        Files.writeString(made.resolve("labels"), labels);
        Files.writeString(made.resolve("namespace"), "shop");
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (String each : List.of("labels", "namespace")) {
            if (!Files.isSymbolicLink(folder.resolve(each))) {
                Files.createSymbolicLink(folder.resolve(each), Path.of("..data", each));
            }
        }
    }

    @Test
    void labelsAndWhatElseIsMountedBecomeFields() throws IOException {
        mount("..1", "app=\"web\"\nversion=\"1.2\"");
        Files.writeString(folder.resolve("annotations"), "build=\"2026-11-21\"\n");

        assertThat(fields(new PodInfo(folder.toString(), 0)))
                .containsExactly(
                        "k8s.namespace.name=shop",
                        "k8s.pod.label.app=web",
                        "k8s.pod.label.version=1.2",
                        "k8s.pod.annotation.build=2026-11-21");
    }

    @Test
    void valuesAreReadAsGoQuotesThem() {
        String text = """
            note="a \\"b\\" \\\\ c\\n\\td"
            accent="é \\u00e9 \\x07 \\U0001f600"
            empty=""
            equals="a=\\"b"
            """;

        assertThat(PodLines.parse(text))
                .containsEntry("note", "a \"b\" \\ c\n\td")
                .containsEntry("accent", "é é \u0007 😀")
                .containsEntry("empty", "")
                .containsEntry("equals", "a=\"b")
                .hasSize(4);
    }

    @Test
    void whatIsNoLineOfThatFormIsPassedOver() {
        assertThat(PodLines.parse("nonsense\n=\"x\"\nname=\"value\"\nrest=\"open \\u12"))
                .containsEntry("name", "value")
                .containsKey("rest")
                .hasSize(2);
    }

    @Test
    void changesAreSeenWhenTheyAreLookedFor() throws IOException {
        PodInfo pod = new PodInfo(folder.toString(), 0);
        assertThat(fields(pod)).isEmpty();
        mount("..1", "app=\"web\"");
        pod.look(1);
        assertThat(fields(pod)).as("not looked for so often").isEmpty();
        pod.look(PodInfo.LOOK_NANOS);
        assertThat(fields(pod)).containsExactly("k8s.namespace.name=shop", "k8s.pod.label.app=web");

        mount("..2", "app=\"shop\"");
        pod.look(2 * PodInfo.LOOK_NANOS);
        assertThat(fields(pod)).containsExactly("k8s.namespace.name=shop", "k8s.pod.label.app=shop");
    }

    @Test
    void whereNoFolderIsNamedThereAreNoFields() {
        assertThat(fields(new PodInfo("", 0))).isEmpty();
    }
}
