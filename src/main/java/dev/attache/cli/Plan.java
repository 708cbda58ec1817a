package dev.attache.cli;

import dev.attache.config.AdminConfig;
import dev.attache.config.AttacheConfig;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.HttpConfig;
import dev.attache.config.LogsConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.config.RedisConfig;
import dev.attache.config.TopzConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// What a part of the file will do, in words, for `attache check`.
///
/// @param headline what it is and where
/// @param points what it does, promises and does not promise; one sentence each, with the word in front
record Plan(String headline, List<Point> points) {
    private static final int WIDTH = 110;
    private static final String MARGIN = "  ";

    /// One sentence under a word such as `guarantees`.
    record Point(String word, String sentence) {}

    /// The plan of the operator's endpoint.
    static Plan ofAdmin(AttacheConfig config) {
        AdminConfig admin = config.admin();
        List<Point> points = new ArrayList<>();
        points.add(new Point("serves", "/livez /readyz /metrics /config /clusters /roles, POST /drain /quit"));
        points.add(new Point(
                "guards",
                admin.token().isSet()
                        ? "POST needs the bearer token"
                        : "POST is taken from this machine only, as no token is set"));
        return new Plan("admin on " + admin.listen(), points);
    }

    /// The plan of one role of a sound file.
    static Plan ofRole(String name, AttacheConfig config) {
        return switch (config.roles().get(name)) {
            case RedisConfig redis -> RedisPlan.of(name, redis, config);
            case HttpConfig http -> HttpPlan.of(name, http, config);
            case LogsConfig logs -> LogsPlan.of(name, logs);
            case MetricsConfig metrics -> MetricsPlan.of(name, metrics);
            case HealthShimConfig health -> HealthPlan.of(name, health);
            case TopzConfig topz -> TopzPlan.of(name, topz);
            case null -> throw new IllegalArgumentException("no role " + name);
        };
    }

    void print(PrintWriter out) {
        out.println(headline);
        int column = points.stream().mapToInt(each -> each.word.length()).max().orElse(0) + 2;
        String last = "";
        for (Point each : points) {
            String word = each.word.equals(last) ? "" : each.word;
            printWrapped(out, MARGIN + word + " ".repeat(column - word.length()), each.sentence);
            last = each.word;
        }
    }

    private static void printWrapped(PrintWriter out, String margin, String sentence) {
        StringBuilder line = new StringBuilder(margin);
        for (String word : sentence.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                out.println(line.toString().stripTrailing());
                line.setLength(0);
                line.append(" ".repeat(margin.length() + 2));
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
