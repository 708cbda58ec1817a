package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StyleTest {
    private static final String HOT = "src/main/java/dev/attache/wire/X.java";
    private static final String COLD = "src/main/java/dev/attache/cli/X.java";

    @Test
    void everySourceKeepsTheStyle() throws IOException {
        List<SourceFile> sources = SourceFile.below("src", "scripts");
        assertThat(sources.stream().flatMap(source -> StyleRules.check(source).stream()))
                .isEmpty();
        assertThat(sources.stream().flatMap(source -> TestRules.check(source).stream()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertThat(PackageRules.check(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void documentsNameOnlyWhatExists() throws IOException {
        assertThat(DocRules.of(Path.of("")).checkAll()).isEmpty();
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                Arguments.of(HOT, "Object o = \"" + "x".repeat(120) + "\";", "at most 120"),
                Arguments.of(HOT, "\tObject o;", "a tab"),
                Arguments.of(HOT, "/" + "** Says. */ Object o;", "write ///"),
                Arguments.of(HOT, "// -----", "a banner"),
                Arguments.of(HOT, "// TO" + "DO later", "unfinished"),
                Arguments.of(HOT, "void m() { Thread.sleep(1); }", "Eventually"),
                Arguments.of(HOT, "long n = java.lang.System.nanoTime();", "Ticker"),
                Arguments.of(HOT, "java.util.function.LongSupplier n = System::nanoTime;", "Ticker"),
                Arguments.of(HOT, "long n = System.currentTimeMillis();", "Ticker"),
                Arguments.of(HOT, "void m() { System.err.println(); }", "observe.Event"),
                Arguments.of(HOT, "String s = String.format(\"\");", "every message"),
                Arguments.of(HOT, "void m() {" + "\n".repeat(70) + "}", "split it"),
                Arguments.of(HOT, "\n".repeat(400), "one idea a file"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineIsFoundWithItsPlaceAndItsRemedy(String path, String line, String remedy) throws IOException {
        List<Finding> findings = StyleRules.check(SourceFile.of(path, "class X {\n" + line + "\n}\n"));
        assertThat(findings).hasSizeGreaterThanOrEqualTo(1).first().asString().contains(path + ":", remedy);
    }

    @Test
    void wildcardImportsAreFound() throws IOException {
        assertThat(StyleRules.check(SourceFile.of(HOT, "import java.util.*;\nclass X {}\n")))
                .singleElement()
                .asString()
                .contains(":1: a wildcard import");
    }

    @Test
    void whatIsBannedInOnePlaceMayBeFineInAnother() throws IOException {
        String text = "class X { void m() { System.out.println(String.format(\"\")); } }";
        assertThat(StyleRules.check(SourceFile.of(COLD, text))).isEmpty();
    }

    @Test
    void testsThatHideOrDoNotSpeakAreFound() throws IOException {
        String text = "class XTest {\n@Test void testFoo() {}\n@Disabled @Test void aThingWorks() {}\n}";
        assertThat(TestRules.check(SourceFile.of("src/test/java/XTest.java", text)))
                .extracting(Finding::line)
                .containsExactly(2L, 3L);
    }

    @Test
    void packagesThatSayTooLittleAreFound() {
        Path root = Path.of("src/main/java");
        assertThat(PackageRules.check("p", "", root)).hasSize(1);
        assertThat(PackageRules.check("p", "/// Things.\npackage p;", root)).hasSize(3);
        assertThat(PackageRules.check("p", "@NullMarked /// Start at [dev.Gone]. Must not know.", root))
                .singleElement()
                .asString()
                .contains("dev.Gone, which does not exist");
    }

    @Test
    void documentsThatNameWhatIsGoneAreFound() {
        String text =
                "See [it](gone.md), `src/main/gone` and `GoneHandler`, not `pom.xml`, `ClientHandler` or `Redis`.";
        assertThat(new DocRules(Path.of(""), Set.of("ClientHandler")).check("README.md", text))
                .extracting(Finding::what)
                .allMatch(what -> what.endsWith("does not exist: mend the document"))
                .hasSize(3);
    }
}
