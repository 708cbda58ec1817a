package dev.attache.role.http.mirror;

import dev.attache.config.MirrorConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Counts, by field, how often the mirrored reply differs from what the client was answered, and how often a second
/// reply of the control does. What differs between two replies of the same version is noise: times, ids, an order that
/// nobody promised. (The idea is that of Twitter's Diffy, 2015.) Safe from any thread.
public final class DiffLedger {
    /// Fields that are told apart; what comes beyond is counted together.
    static final int FIELDS_MAX = 256;

    static final String FURTHER = "(further fields)";

    private static final int SAMPLES_MAX = 3;
    private static final int VALUE_CHARS_MAX = 80;
    private static final double DEVIATIONS = 3;
    private static final Set<String> HIDDEN =
            Set.of("header set-cookie", "header authorization", "header www-authenticate");

    /// What can become of a request that was chosen to be mirrored.
    public enum Outcome {
        SENT,
        /// Too many were under way.
        SKIPPED,
        /// Its body was too long.
        TOO_LONG,
        /// No reply came, or none in time.
        FAILED,
        COMPARED,
        /// Compared, and something was different.
        DIFFERENT
    }

    /// What is known of one field.
    private static final class Field {
        private long differs;
        private long noise;
        private final List<Map<String, Object>> samples = new ArrayList<>();

        /// The two counts come of the same requests. If the mirrored reply differed by noise alone, their difference
        /// would have about their sum for its variance.
        String verdict() {
            if (differs - noise >= DEVIATIONS * Math.sqrt((double) differs + noise)) {
                return "changed";
            }
            return noise > 0 ? "noisy" : "unsure";
        }
    }

    private final MirrorConfig config;
    private final String name;
    private final Set<String> ignored;
    private final Map<String, Field> fields = new HashMap<>();
    private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];

    DiffLedger(String name, MirrorConfig config) {
        this.name = name;
        this.config = config;
        this.ignored = Set.copyOf(config.ignore());
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new LongAdder();
        }
    }

    /// The mirror's name.
    public String name() {
        return name;
    }

    /// The name of the cluster that gets the copies.
    public String to() {
        return config.cluster();
    }

    MirrorConfig config() {
        return config;
    }

    /// Whether replies are compared.
    public boolean compares() {
        return config.answers() == MirrorConfig.Answers.COMPARE;
    }

    /// Counts what became of a request.
    public void count(Outcome outcome) {
        outcomes[outcome.ordinal()].increment();
    }

    /// Takes in the replies to one request. Takes its time: not for an event loop.
    ///
    /// @param request what was asked for, for people
    /// @param control what the client was answered
    /// @param mirrored what the other cluster replied
    /// @param again what the control's cluster replied to the second call
    public void compare(String request, Reply control, Reply mirrored, Reply again) {
        Map<String, String> expected = ReplyFields.of(control);
        Map<String, String> found = ReplyFields.of(mirrored);
        Map<String, String> repeated = ReplyFields.of(again);
        boolean bodies = control.whole() && mirrored.whole() && again.whole();
        Map<String, String> different = different(expected, found, bodies);
        Set<String> noisy = different(expected, repeated, bodies).keySet();
        count(Outcome.COMPARED);
        if (!different.isEmpty()) {
            count(Outcome.DIFFERENT);
        }
        synchronized (fields) {
            noisy.forEach(each -> field(each).noise++);
            different.forEach((folded, first) -> note(folded, first, request, expected, found));
        }
    }

    /// @return the folded name of each field that is different, and the first field of that name that is
    private Map<String, String> different(Map<String, String> a, Map<String, String> b, boolean bodies) {
        Map<String, String> different = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        for (String each : names) {
            boolean compared = bodies || !each.startsWith("body");
            if (compared && !a.getOrDefault(each, "").equals(b.getOrDefault(each, ""))) {
                String folded = ReplyFields.folded(each);
                if (!ignored.contains(folded)) {
                    different.putIfAbsent(folded, each);
                }
            }
        }
        return different;
    }

    private void note(
            String folded, String first, String request, Map<String, String> expected, Map<String, String> found) {
        Field field = field(folded);
        field.differs++;
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("request", cut(request));
        sample.put("control", shown(folded, expected.get(first)));
        sample.put("mirrored", shown(folded, found.get(first)));
        field.samples.add(sample);
        if (field.samples.size() > SAMPLES_MAX) {
            field.samples.removeFirst();
        }
    }

    private Field field(String folded) {
        boolean room = fields.size() < FIELDS_MAX || fields.containsKey(folded);
        return fields.computeIfAbsent(room ? folded : FURTHER, _ -> new Field());
    }

    private static String shown(String field, @Nullable String value) {
        if (value == null) {
            return "(absent)";
        }
        return HIDDEN.contains(field) ? "(hidden)" : cut(value);
    }

    private static String cut(String text) {
        return text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }

    /// What became of mirrored requests.
    public Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("to", config.cluster());
        collect(counts::put);
        return counts;
    }

    /// What is shown of the differences.
    ///
    /// @param noise whether noisy fields are shown too
    public Map<String, Object> facts(boolean noise) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.putAll(counts());
        synchronized (fields) {
            Set<String> noisy = new HashSet<>();
            List<Map<String, Object>> rows = new ArrayList<>();
            fields.forEach((field, found) -> {
                boolean isNoise = found.verdict().equals("noisy");
                if (isNoise) {
                    noisy.add(field);
                }
                if (noise || !isNoise) {
                    rows.add(row(field, found));
                }
            });
            rows.sort(Comparator.comparing(row -> String.valueOf(row.get("field"))));
            facts.put("fields", rows);
            facts.put("noisy-fields", noisy.size());
        }
        return facts;
    }

    private static Map<String, Object> row(String name, Field field) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("field", name);
        row.put("verdict", field.verdict());
        row.put("differs", field.differs);
        row.put("noise", field.noise);
        row.put("samples", List.copyOf(field.samples));
        return row;
    }

    /// The word by which an outcome is shown and counted.
    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Hands out every outcome and how often it came.
    public void collect(ObjLongConsumer<String> sink) {
        for (Outcome each : Outcome.values()) {
            sink.accept(word(each), outcomes[each.ordinal()].sum());
        }
    }
}
