package dev.attache.role.metrics.source;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which figure of a server becomes which series: a resource with one line for each, columns parted by blanks.
///
/// ```
/// field   series, without prefix   type   [divisor]   [label=value ...]
/// ```
/// Lines with `#` in front say something to people.
public final class Preset {
    /// What becomes of one figure.
    ///
    /// @param divisor what its number is divided by, which is exact where multiplying with a fraction is not
    /// @param help one sentence that names the figure
    public record Mapping(String name, MetricType type, double divisor, LabelSet labels, String help) {}

    private final Map<String, Mapping> byField;

    private Preset(Map<String, Mapping> byField) {
        this.byField = byField;
    }

    /// Reads a resource that stands beside a class.
    ///
    /// @param prefix in front of every name
    /// @param where the figures stand, for the help: `Field FIELD of WHERE.`
    public static Preset load(Class<?> beside, String resource, String prefix, String where) {
        Map<String, Mapping> all = new HashMap<>();
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is not in the jar");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.strip().split(" +");
                    all.put(words[0], mapping(words, prefix, where));
                }
            }
            return new Preset(all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Mapping mapping(String[] words, String prefix, String where) {
        double divisor = 1;
        List<String> labels = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) {
                divisor = Double.parseDouble(words[i]);
            } else {
                labels.add(words[i].substring(0, equals));
                labels.add(words[i].substring(equals + 1));
            }
        }
        String field = words[0].substring(words[0].indexOf(':') + 1);
        return new Mapping(
                prefix + words[1],
                MetricType.valueOf(words[2].toUpperCase(Locale.ROOT)),
                divisor,
                LabelSet.of(labels.toArray(String[]::new)),
                "Field " + field + " of " + where + ".");
    }

    /// What becomes of a figure; null where nothing does.
    public @Nullable Mapping of(String field) {
        return byField.get(field);
    }

    /// Writes a figure down, where anything becomes of it.
    ///
    /// @return whether anything did
    public boolean tell(SampleSheet sheet, String field, double value) {
        Mapping mapping = byField.get(field);
        if (mapping == null) {
            return false;
        }
        sheet.add(mapping.name, mapping.type, mapping.help, "", mapping.labels, value / mapping.divisor);
        return true;
    }
}
