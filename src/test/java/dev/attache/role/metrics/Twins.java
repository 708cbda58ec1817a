package dev.attache.role.metrics;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.Program;
import dev.attache.wire.exposition.ExpositionReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// attache and an exporter beside one and the same server, and how they differ.
///
/// @param exporterPort where the exporter has its page
/// @param attache asks the same server
/// @param label that the exporter alone sets; empty where there is none
record Twins(int exporterPort, Adapter attache, String label) {
    String exporterText() throws IOException {
        URL page = URI.create("http://127.0.0.1:" + exporterPort + "/metrics").toURL();
        try (InputStream in = page.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Page exporterPage() throws IOException {
        return new Page(ExpositionReader.read(exporterText(), false));
    }

    private Map<String, Double> theirs() throws IOException {
        Map<String, Double> all = new TreeMap<>();
        exporterPage().series().forEach((series, value) -> all.put(without(series), value));
        return all;
    }

    private String without(String series) {
        return label.isEmpty()
                ? series
                : series.replaceAll(",?" + label + "=\"[^\"]*\"", "")
                        .replace("{,", "{")
                        .replace("{}", "");
    }

    /// What became of a comparison.
    ///
    /// @param compared series that both have
    /// @param wrong what only the exporter has, or what is not between what it said before and after
    record Outcome(Set<String> compared, List<String> wrong) {}

    /// Compares the values of every series of the exporter.
    ///
    /// A number that is none is a null of a server, which releases of an exporter tell in their own ways: it is
    /// not compared.
    ///
    /// @param isMeant which of its series are
    /// @param isRestless those of which only the names have to be the same
    Outcome compare(Predicate<String> isMeant, Predicate<String> isRestless) throws IOException {
        attache.read();
        theirs();
        Map<String, Double> before = theirs();
        Map<String, Double> ours = attache.read().series();
        Map<String, Double> after = theirs();
        Set<String> compared = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        before.forEach((series, value) -> {
            Double later = after.get(series);
            if (!isMeant.test(series) || later == null || later.isNaN()) {
                return;
            }
            compared.add(series);
            Double mine = ours.get(series);
            boolean fits = mine != null
                    && (isRestless.test(series) || mine >= Math.min(value, later) && mine <= Math.max(value, later));
            if (!fits) {
                wrong.add(series + ": theirs " + value + " then " + later + ", ours " + mine);
            }
        });
        return new Outcome(compared, wrong);
    }

    /// What Prometheus says of a page.
    static Set<String> lint(Path folder, String name, String page) throws IOException {
        Path file = Files.writeString(folder.resolve(name), page, StandardCharsets.UTF_8);
        String check = "exec \"$0\" check metrics <" + file;
        List<String> command =
                List.of("sh", "-c", check, Program.PROMTOOL.path().toString());
        try (ChildProcess promtool = ChildProcess.start(folder, Map.of(), command)) {
            promtool.awaitExit(Deadline.USUAL);
            return new TreeSet<>(promtool.output().lines().toList());
        }
    }
}
