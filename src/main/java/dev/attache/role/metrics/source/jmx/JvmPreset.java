package dev.attache.role.metrics.source.jmx;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What every JVM tells of itself: the resource `jvm.beans`, which explains its form.
final class JvmPreset {
    private static final String RESOURCE = "jvm.beans";

    /// A line of the resource.
    record Line(String name, String suffix, MetricType type, double divisor, BeanMetric bean) {
        void tell(SampleSheet sheet, Map<String, Map<String, Object>> beans) {
            beans.forEach((name, attributes) -> {
                double value = Numbers.parse(bean.value(attributes)) / divisor;
                if (!Double.isNaN(value)) {
                    String help = "Attribute " + bean.attribute() + " of " + bean.pattern() + ".";
                    sheet.add(this.name, type, help, suffix, LabelSet.of(bean.labelsOf(name)), value);
                }
            });
        }
    }

    private JvmPreset() {}

    static List<Line> load() {
        try (InputStream in = JvmPreset.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is not in the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(JvmPreset::line)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Line line(String text) {
        String[] words = text.strip().split(" +");
        int colon = words[0].indexOf(':');
        String name = colon < 0 ? words[0] : words[0].substring(0, colon);
        double divisor = 1;
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 4; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0) {
                divisor = Double.parseDouble(words[i].substring(1));
            } else {
                labels.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        MetricType type = MetricType.valueOf(words[1].toUpperCase(Locale.ROOT));
        String suffix = colon < 0 ? "" : words[0].substring(colon + 1);
        return new Line(name, suffix, type, divisor, new BeanMetric(words[2], words[3], labels));
    }
}
