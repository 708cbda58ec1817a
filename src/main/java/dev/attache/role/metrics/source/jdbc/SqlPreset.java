package dev.attache.role.metrics.source.jdbc;

import dev.attache.wire.exposition.MetricType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Queries that tell metrics: a resource in SQL, in which comments in front of each statement say what becomes of its
/// columns. `postgresql.sql` explains the form.
final class SqlPreset {
    /// A metric, and the column that holds its number.
    ///
    /// @param name of the metric, or how it begins
    /// @param column with the number; with one label more, of which the value is 1, where [#kind] is INFO
    /// @param rest column with the rest of the name; empty where the name is whole
    record Figure(String name, MetricType kind, String column, String rest, String help) {}

    /// One statement.
    ///
    /// @param since first release that it is for, and `before` the first that it is no more for
    record Query(String name, int since, int before, List<String> labels, List<Figure> figures, String sql) {
        boolean isFor(int release) {
            return release >= since && release < before;
        }
    }

    private static final String DIRECTIVE = "-- @";

    private final List<Query> queries = new ArrayList<>();
    private String name = "";
    private int since;
    private int before = Integer.MAX_VALUE;
    private List<String> labels = List.of();
    private List<Figure> figures = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();

    private SqlPreset() {}

    /// Reads a resource that stands beside this class.
    static List<Query> load(String resource) {
        try (InputStream in = SqlPreset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is not in the jar");
            }
            var preset = new SqlPreset();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(preset::take);
            return List.copyOf(preset.queries);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void take(String line) {
        if (line.startsWith(DIRECTIVE)) {
            describe(line.substring(DIRECTIVE.length()));
        } else if (!line.startsWith("--") && !line.isBlank()) {
            sql.append(line).append('\n');
            if (line.endsWith(";")) {
                sql.setLength(sql.length() - 2);
                queries.add(new Query(name, since, before, labels, List.copyOf(figures), sql.toString()));
                sql.setLength(0);
            }
        }
    }

    private void describe(String directive) {
        String[] words = directive.split(" +");
        switch (words[0]) {
            case "query" -> begin(words);
            case "labels" -> labels = List.of(words).subList(1, words.length);
            case "gauge" -> figures.add(figure(words, MetricType.GAUGE));
            case "counter" -> figures.add(figure(words, MetricType.COUNTER));
            case "info" -> figures.add(figure(words, MetricType.INFO));
            case "gauges" -> figures.add(new Figure(words[1], MetricType.GAUGE, words[3], words[2], help(words, 4)));
            default -> throw new IllegalStateException("no directive of a preset: " + directive);
        }
    }

    private void begin(String[] words) {
        name = words[1];
        since = 0;
        before = Integer.MAX_VALUE;
        labels = List.of();
        figures = new ArrayList<>();
        for (int i = 2; i + 1 < words.length; i += 2) {
            if (words[i].equals("since")) {
                since = Integer.parseInt(words[i + 1]);
            } else {
                before = Integer.parseInt(words[i + 1]);
            }
        }
    }

    private static Figure figure(String[] words, MetricType kind) {
        return new Figure(words[1], kind, words[2], "", help(words, 3));
    }

    private static String help(String[] words, int from) {
        return String.join(" ", List.of(words).subList(from, words.length));
    }
}
