package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What golden cases cannot hold: bytes that are no text, files that are none, and sizes.
class ConfigLoaderTest {
    private static final String SOUND = "roles: {}\n";

    @TempDir
    private Path folder;

    @Test
    void aMissingFileIsAMistakeWithoutAPlace() {
        Path file = folder.resolve("absent.yaml");

        assertThat(mistakesOf(file)).containsExactly(file + ": there is no such file");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAMistake() {
        assertThat(mistakesOf(folder)).containsExactly(folder + ": is a directory, not a file");
    }

    @Test
    void aFileWhoseReadingFailsIsAMistake() {
        Path memory = Path.of("/proc/self/mem");

        assertThat(mistakesOf(memory)).singleElement().asString().startsWith(memory + ": cannot be read");
    }

    @Test
    void aFileInAFolderThatIsNoneIsAMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), SOUND).resolve("attache.yaml");

        assertThat(mistakesOf(file)).singleElement().asString().startsWith(file + ": cannot be read");
    }

    @Test
    void aFileOfTenMegabytesIsAMistake() throws IOException {
        byte[] blanks = new byte[10 << 20];
        Arrays.fill(blanks, (byte) '\n');
        Path file = Files.write(folder.resolve("large.yaml"), blanks);

        assertThat(mistakesOf(file)).containsExactly(file + ": is too large (expected at most 1MiB)");
    }

    @Test
    void bytesThatAreNotUtf8AreAMistakeAtTheirPlace() throws IOException {
        Path file = folder.resolve("latin1.yaml");
        Files.write(file, "roles: {}\n# grö\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(mistakesOf(file))
                .containsExactly(file + ":2:5: holds bytes that are not UTF-8 (expected UTF-8 text)");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsAMistake() throws IOException {
        Path file = Files.write(folder.resolve("cut.yaml"), new byte[] {'#', ' ', (byte) 0xE2, (byte) 0x82});

        assertThat(mistakesOf(file))
                .containsExactly(file + ":1:3: holds bytes that are not UTF-8 (expected UTF-8 text)");
    }

    @Test
    void aZeroByteIsAMistakeAtItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("zero.yaml"), "roles: {}\n# \0\n");

        assertThat(mistakesOf(file))
                .containsExactly(file + ":2:3: holds a character that YAML does not allow (expected printable text)");
    }

    @Test
    void aByteOrderMarkAndDosLineEndsAreRead() throws Exception {
        Path file = Files.writeString(folder.resolve("dos.yaml"), "\uFEFFthreads: 2\r\nroles: {}\r\n");

        assertThat(ConfigLoader.load(file, Map.of()).config().threads()).isEqualTo(2);
    }

    @Test
    void secretsStartAtTheFolderOfTheFileAndLoseOneLineEnd() throws Exception {
        Files.writeString(folder.resolve("token"), "s3cret\n\n");
        Path file = Files.writeString(folder.resolve("attache.yaml"), "admin: {token: {file: token}}\nroles: {}\n");

        AttacheConfig config = ConfigLoader.load(file, Map.of()).config();

        assertThat(config.admin().token().reveal()).isEqualTo("s3cret\n");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void aSecretFileThatIsTooLargeOrNotTextIsAMistake() throws IOException {
        Files.write(folder.resolve("large"), new byte[(64 << 10) + 1]);
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
        Path file = Files.writeString(folder.resolve("attache.yaml"), """
            admin: {token: {file: large}}
            clusters:
              a: {endpoints: ["127.0.0.1:1"], auth: {password: {file: binary}}}
            """);

        assertThat(mistakesOf(file))
                .containsExactly(
                        file + ":1:23: admin.token.file: the secret file 'large': is larger than 64KiB",
                        file + ":3:59: clusters.a.auth.password.file: the secret file 'binary': holds bytes that are"
                                + " not UTF-8");
    }

    @Test
    void manyAliasesOfALargeValueAreAMistakeRatherThanALotOfMemory() {
        String list = "x:1,".repeat(20_000);
        String clusters = IntStream.range(0, 99)
                .mapToObj(i -> "  c" + i + ": {endpoints: *list}\n")
                .collect(Collectors.joining());
        String yaml = "clusters:\n  c: {endpoints: &list [" + list + "]}\n" + clusters;

        assertThat(mistakesIn(yaml)).anyMatch(each -> each.contains("one value too many"));
    }

    @Test
    void aFileOfManyValuesIsAMistake() {
        assertThat(mistakesIn("roles: [" + "1,".repeat(60_000) + "]"))
                .singleElement()
                .asString()
                .contains("one value too many (expected at most 50000 keys and values in a file)");
    }

    @Test
    void aClusterOfMoreEndpointsThanItsBoundIsAMistake() throws ConfigException {
        String largest = clusterOf(ClusterConfig.ENDPOINTS_MAX);

        assertThat(ConfigLoader.parse(Path.of("attache.yaml"), largest, Map.of())
                        .config()
                        .clusters())
                .hasSize(1);
        assertThat(mistakesIn(clusterOf(ClusterConfig.ENDPOINTS_MAX + 1)))
                .singleElement()
                .asString()
                .contains("clusters.c.endpoints: a cluster has at most 1024");
    }

    private static String clusterOf(int endpoints) {
        String list =
                IntStream.range(0, endpoints).mapToObj(i -> "h" + i + ":1").collect(Collectors.joining(","));
        return "clusters: {c: {endpoints: [" + list + "]}}\nroles: {}\n";
    }

    @Test
    void onlyTheFirstMistakesOfAHopelessFileAreKept() {
        String keys =
                IntStream.range(0, 2_000).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());

        assertThat(mistakesIn(keys)).hasSize(Mistakes.KEPT_MAX);
    }

    @Test
    void anErrorHoldsTheSameMistakesInItsMessage() {
        ConfigException refused = refusalOf("threads: 0\ndrain: x\n");

        assertThat(refused.mistakes()).hasSize(2);
        assertThat(refused).hasMessageContaining("threads").hasMessageContaining("drain");
    }

    private static List<String> mistakesOf(Path file) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, Map.of()));
        return texts(refused);
    }

    private static List<String> mistakesIn(String yaml) {
        return texts(refusalOf(yaml));
    }

    private static ConfigException refusalOf(String yaml) {
        return catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.parse(Path.of("attache.yaml"), yaml, Map.of()));
    }

    private static List<String> texts(ConfigException refused) {
        return refused.mistakes().stream().map(Mistake::toString).toList();
    }
}
