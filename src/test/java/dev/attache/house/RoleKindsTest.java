package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.Kind;
import dev.attache.config.RoleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of role has all that the table of `CONTRIBUTING.md` asks for and the compiler does not.
class RoleKindsTest {
    static Stream<String> kinds() {
        return Arrays.stream(RoleConfig.class.getPermittedSubclasses())
                .map(config ->
                        Objects.requireNonNull(config.getAnnotation(Kind.class)).value());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itHasAPackageAnExampleAndAPageThatTheReadmeLinks(String kind) throws IOException {
        assertThat(Path.of("src/main/java/dev/attache/role", kind, "package-info.java"))
                .exists();
        assertThat(Path.of("src/test/java/dev/attache/role", kind)).isDirectory();
        assertThat(Path.of("config", kind + ".yaml")).content().contains("kind: " + kind);
        assertThat(Path.of("docs", kind + ".md")).exists();
        assertThat(Files.readString(Path.of("README.md")))
                .contains("(docs/" + kind + ".md)", "(config/" + kind + ".yaml)");
    }
}
