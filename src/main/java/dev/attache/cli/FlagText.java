package dev.attache.cli;

import dev.attache.base.JsonText;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import dev.attache.config.Mistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds the file that flags stand for, and remembers which flag said what.
final class FlagText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/:@-]*[A-Za-z0-9]|[A-Za-z0-9]");

    /// Where a secret stands.
    private record SecretFile(String path) {}

    /// The variable that holds one.
    private record SecretVariable(String name) {}

    private final List<Mistake> refused = new ArrayList<>();
    private final Map<String, Object> top = new LinkedHashMap<>();
    private final Map<String, String> flags = new LinkedHashMap<>();

    /// Says that a flag gave the value of a key; a flag that is absent says nothing.
    ///
    /// @param keyPath keys with dots between them
    void put(String flag, String keyPath, @Nullable String value) {
        if (value != null) {
            flags.put(keyPath, flag);
            set(keyPath, value);
        }
    }

    /// @param elements each of them strings, or further such maps, by key
    void putList(String flag, String keyPath, List<? extends Map<String, ?>> elements) {
        flags.put(keyPath, flag);
        set(keyPath, elements);
    }

    /// Says that a flag gave a list of single values; one that never came says nothing.
    void putWords(String flag, String keyPath, List<String> words) {
        if (!words.isEmpty()) {
            flags.put(keyPath, flag);
            set(keyPath, List.copyOf(words));
        }
    }

    /// Says that a flag named the file that holds a key's value; a flag that is absent says nothing.
    void putSecret(String flag, String keyPath, @Nullable String file) {
        if (file != null) {
            flags.put(keyPath, flag);
            set(keyPath, new SecretFile(file));
        }
    }

    /// Says where a password stands; where neither a file nor a variable holds it, there is none.
    ///
    /// @param flag without its ending `-file` or `-env`
    void putPassword(String flag, String keyPath, @Nullable String file, @Nullable String variable) {
        putSecret(flag + "-file", keyPath, file);
        if (variable != null) {
            flags.put(keyPath, flag + "-env");
            set(keyPath, new SecretVariable(variable));
        }
    }

    /// Says that a flag is wrong in a way that the file's reader would not see, or tell too much of.
    ///
    /// @param flag empty where the command as a whole is meant
    void refuse(String flag, String what, String expected) {
        refused.add(new Mistake("", 0, 0, flag, what, expected, ""));
    }

    /// Whether a flag was refused.
    boolean isRefused() {
        return !refused.isEmpty();
    }

    /// Whether a section has been begun.
    boolean has(String keyPath) {
        Object at = top;
        for (String each : keyPath.split("\\.")) {
            at = at instanceof Map<?, ?> section ? section.get(each) : null;
        }
        return at != null;
    }

    /// A value that stands in a file of its own.
    static Object secret(String file) {
        return new SecretFile(file);
    }

    /// Says which flag a key inside of a list, or an element of one such as `roles.logs.steps[2]`, came from.
    void name(String flag, String keyPath) {
        flags.put(keyPath, flag);
    }

    /// Sets what no flag changes.
    @SuppressWarnings("unchecked")
    void set(String keyPath, Object value) {
        String[] keys = keyPath.split("\\.");
        Map<String, Object> section = top;
        for (int i = 0; i < keys.length - 1; i++) {
            section = (Map<String, Object>) section.computeIfAbsent(keys[i], _ -> new LinkedHashMap<String, Object>());
        }
        section.put(keys[keys.length - 1], value);
    }

    /// The flag that a key's value came from, or that of the nearest key around it; the path itself where there is
    /// none.
    String flagOf(String keyPath) {
        String path = keyPath;
        while (!path.isEmpty()) {
            String flag = flags.getOrDefault(path, flags.get(path.replaceAll("\\[\\d+]$", "")));
            if (flag != null) {
                return flag;
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }
        return keyPath;
    }

    /// Reads the text as the file that it is.
    ///
    /// @param command named in place of a file by what is wrong
    /// @throws ConfigException with every mistake, each under the flag that made it
    Loaded load(String command) throws ConfigException {
        if (!refused.isEmpty()) {
            throw new ConfigException(refused.stream()
                    .map(each -> new Mistake(command, 0, 0, each.keyPath(), each.what(), each.expected(), ""))
                    .toList());
        }
        try {
            return ConfigLoader.parse(Path.of(command), yaml(), System.getenv());
        } catch (ConfigException refused) {
            throw new ConfigException(
                    refused.mistakes().stream().map(this::underFlag).toList());
        }
    }

    private Mistake underFlag(Mistake mistake) {
        return new Mistake(
                mistake.file(),
                0,
                0,
                flagOf(mistake.keyPath()),
                mistake.what(),
                mistake.expected(),
                mistake.suggestion());
    }

    /// YAML with a key on each line.
    String yaml() {
        StringBuilder out = new StringBuilder();
        write(out, top, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, Map<?, ?> section, int depth) {
        section.forEach((key, value) -> {
            out.repeat("  ", depth).append(scalar(key.toString())).append(':');
            switch (value) {
                case Map<?, ?> inner -> {
                    out.append('\n');
                    write(out, inner, depth + 1);
                }
                case List<?> list -> {
                    out.append('\n');
                    list.forEach(each -> writeElement(out, each, depth + 1));
                }
                case SecretFile secret ->
                    out.append(' ').append(flow(Map.of("file", secret.path()))).append('\n');
                case SecretVariable secret ->
                    out.append(' ').append(flow(Map.of("env", secret.name()))).append('\n');
                default -> out.append(' ').append(scalar(value.toString())).append('\n');
            }
        });
    }

    private static void writeElement(StringBuilder out, Object each, int depth) {
        if (!(each instanceof Map<?, ?> element)) {
            out.repeat("  ", depth).append("- ").append(scalar(each.toString())).append('\n');
            return;
        }
        if (element.values().stream().allMatch(String.class::isInstance)) {
            out.repeat("  ", depth).append("- ").append(flow(element)).append('\n');
            return;
        }
        StringBuilder block = new StringBuilder();
        write(block, element, depth + 1);
        out.append(block.replace(2 * depth, 2 * depth + 2, "- "));
    }

    private static String flow(Map<?, ?> element) {
        StringBuilder out = new StringBuilder("{");
        element.forEach((key, value) -> out.append(out.length() == 1 ? "" : ", ")
                .append(scalar(key.toString()))
                .append(": ")
                .append(scalar(value.toString())));
        return out.append('}').toString();
    }

    /// A double-quoted scalar of YAML reads every string of JSON; what would need escapes there is easier to read in
    /// single quotes, where these alone do.
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        String quoted = JsonText.compact(text);
        boolean escaped = quoted.length() > text.length() + 2;
        return escaped && text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? "'" + text.replace("'", "''") + "'"
                : quoted;
    }
}
