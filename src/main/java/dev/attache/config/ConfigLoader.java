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

    /// Reads a mapping file as statsd_exporter has it. In it a `$` stands for itself: variables are not put in.
    ///
    /// @throws ConfigException with every mistake of the file, in its order
    public static MappingFile loadMapping(Path file) throws ConfigException {
        Mistakes mistakes = new Mistakes(file.toString());
        try {
            String text = new String(YamlText.read(file), StandardCharsets.UTF_8);
            Node root = YamlText.compose(Substitution.escape(text).getBytes(StandardCharsets.UTF_8));
            Values values = new Values(mistakes, new Substitution(Map.of()));
            Secrets secrets = new Secrets(mistakes, values, folderOf(file), Map.of(), new LinkedHashMap<>());
            Binder binder = new Binder(mistakes, values, secrets, new CrossChecks());
            Object mapping = binder.bind(root, Shapes.section(MappingFile.class), At.FILE);
            if (mapping instanceof MappingFile sound && mistakes.isEmpty()) {
                return sound;
            }
        } catch (YamlRefusal refusal) {
            refusal.addTo(mistakes);
        }
        throw new ConfigException(mistakes.inOrder());
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
