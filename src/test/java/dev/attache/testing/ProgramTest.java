package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramTest {
    static Stream<Program> all() {
        return Arrays.stream(Program.class.getFields())
                .filter(field -> field.getType() == Program.class)
                .map(field -> {
                    try {
                        return (Program) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("all")
    void scriptsTestInstallsIt(Program program) throws IOException {
        assertThat(Files.readString(Path.of("scripts/test")).split("[\\s()]+"))
                .contains(program.name() + ":" + program.debianPackage());
    }
}
