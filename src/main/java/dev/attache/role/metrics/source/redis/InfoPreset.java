package dev.attache.role.metrics.source.redis;

import dev.attache.wire.exposition.MetricType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which field of INFO becomes which series, read from the resource `info.preset`.
final class InfoPreset {
    private static final String RESOURCE = "info.preset";

    /// @param factor what the field's number is multiplied with
    record Mapping(String name, MetricType type, double factor, String help) {}

    private static final Map<String, Mapping> ALL = load();

    private InfoPreset() {}

    /// What becomes of a field; null where nothing does.
    static @Nullable Mapping of(String field) {
        return ALL.get(field);
    }

    private static Map<String, Mapping> load() {
        Map<String, Mapping> all = new HashMap<>();
        try (InputStream in = InfoPreset.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is not in the jar");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split(" +", -1);
                    double factor = words.length > 3 ? Double.parseDouble(words[3]) : 1;
                    MetricType type = MetricType.valueOf(words[2].toUpperCase(Locale.ROOT));
                    String help = "Field " + words[0] + " of INFO.";
                    all.put(words[0], new Mapping("redis_" + words[1], type, factor, help));
                }
            }
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
