package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Walks every record of the file, so that one that the loader cannot serve fails here and not at a user's.
class ConfigRecordsTest {
    @Test
    void everyKeyIsDocumentedAndEveryDefaultIsOneThatTheLoaderTakes() {
        for (Shape.Section section : sections()) {
            assertThat(section.doc()).as(section.name()).isNotBlank();
            for (Field field : section.fields()) {
                String key = section.name() + "." + field.key();
                assertThat(field.doc()).as(key).isNotBlank().doesNotEndWith(".");
                assertThat(field.key()).as(key).matches("[a-z][a-z0-9-]*");
                if (field.fallback() != null) {
                    assertThat(Defaults.value(field)).as("default of " + key).isNotNull();
                }
            }
        }
    }

    @Test
    void keysOfASectionDifferAndNoRoleHasAKeyNamedKind() {
        for (Shape.Section section : sections()) {
            assertThat(section.fields())
                    .extracting(Field::key)
                    .as(section.name())
                    .doesNotHaveDuplicates();
            assertThat(section.hasKey(Shapes.KIND)).as(section.name()).isFalse();
        }
    }

    @Test
    void everyNumberDurationAndSizeHasARange() {
        for (Shape.Section section : sections()) {
            for (Field field : section.fields()) {
                if (field.shape() instanceof Shape.Leaf<?> leaf && leaf.scalar().order() != null) {
                    assertThat(leaf.bounds())
                            .as(section.name() + "." + field.key())
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void everyRecordKeepsItsSecretsOutOfItsText() throws ConfigException {
        String yaml = """
            admin: {token: hunter2}
            clusters:
              a: {endpoints: ["127.0.0.1:1"], auth: {password: hunter2}}
            roles:
              r: {kind: redis, listen: ":0", cluster: a, password: hunter2, users: [{user: u, password: hunter2}]}
            """;
        AttacheConfig config = ConfigLoader.parse(java.nio.file.Path.of("a.yaml"), yaml, java.util.Map.of())
                .config();

        assertThat(config.toString()).doesNotContain("hunter2").contains("***");
    }

    private static Set<Shape.Section> sections() {
        Set<Shape.Section> sections = new LinkedHashSet<>();
        collect(Shapes.file(), sections);
        return sections;
    }

    private static void collect(Shape shape, Set<Shape.Section> sections) {
        switch (shape) {
            case Shape.Section section -> {
                sections.add(section);
                section.fields().forEach(each -> collect(each.shape(), sections));
            }
            case Shape.Variants variants -> variants.byKind().values().forEach(each -> collect(each, sections));
            case Shape.Alternatives all -> all.byKey().values().forEach(each -> collect(each, sections));
            case Shape.Sequence sequence -> collect(sequence.element(), sections);
            case Shape.Table table -> collect(table.value(), sections);
            case Shape.Leaf<?> _, Shape.Choice _, Shape.Hidden _ -> {}
        }
    }
}
