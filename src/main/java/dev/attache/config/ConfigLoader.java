package dev.attache.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/// Reads the file: YAML to [AttacheConfig], or every mistake in it at once.
///
/// Reading opens no socket and looks no name up; it reads the file itself and the secret files that it names.
public final class ConfigLoader {
    private ConfigLoader() {}

    /// Reads a file.
    ///
    /// @param environment the variables that `${NAME}` and `{env: NAME}` see
    /// @throws ConfigException with every mistake of the file, in its order
    public static Loaded load(Path file, Map<String, String> environment) throws ConfigException {
        Mistakes mistakes = new Mistakes(file.toString());
        try {
            return load(mistakes, YamlText.read(file), folderOf(file), environment);
        } catch (YamlRefusal refusal) {
            refusal.addTo(mistakes);
            throw new ConfigException(mistakes.inOrder());
        }
    }

    /// Reads a text as if it stood in a file.
    ///
    /// @param file what mistakes call it; paths of secrets start at its folder
    /// @throws ConfigException with every mistake of the text, in its order
    public static Loaded parse(Path file, String yaml, Map<String, String> environment) throws ConfigException {
        Mistakes mistakes = new Mistakes(file.toString());
        try {
            return load(mistakes, yaml.getBytes(StandardCharsets.UTF_8), folderOf(file), environment);
        } catch (YamlRefusal refusal) {
            refusal.addTo(mistakes);
            throw new ConfigException(mistakes.inOrder());
        }
    }

    private static Loaded load(Mistakes mistakes, byte[] bytes, Path folder, Map<String, String> environment)
            throws ConfigException {
        Node root = YamlText.compose(bytes);
        Values values = new Values(mistakes, new Substitution(environment));
        CrossChecks crossChecks = new CrossChecks();
        Map<Path, FileStamp> files = new LinkedHashMap<>();
        Secrets secrets = new Secrets(mistakes, values, folder, environment, files);
        Binder binder = new Binder(mistakes, values, secrets, crossChecks);
        Object config = binder.bind(root, Shapes.file(), At.FILE);
        crossChecks.report(mistakes);
        if (!(config instanceof AttacheConfig sound) || !mistakes.isEmpty()) {
            throw new ConfigException(mistakes.inOrder());
        }
        Mistakes warnings = mistakes.sibling();
        crossChecks.warn(warnings);
        return new Loaded(sound, warnings.inOrder(), files);
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
