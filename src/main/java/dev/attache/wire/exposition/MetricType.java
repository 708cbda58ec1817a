package dev.attache.wire.exposition;

/// What the numbers of a family mean, with the words of both formats.
public enum MetricType {
    COUNTER("counter", "counter"),
    GAUGE("gauge", "gauge"),
    HISTOGRAM("histogram", "histogram"),
    SUMMARY("summary", "summary"),
    /// Facts as labels of a sample that is always 1; the text format has no word for it.
    INFO("gauge", "info"),
    /// States, of which those that hold are 1; the text format has no word for it.
    STATE_SET("gauge", "stateset"),
    UNKNOWN("untyped", "unknown");

    private final String text;
    private final String openMetrics;

    MetricType(String text, String openMetrics) {
        this.text = text;
        this.openMetrics = openMetrics;
    }

    /// The word behind `# TYPE` in the text format.
    public String text() {
        return text;
    }

    /// The word behind `# TYPE` in OpenMetrics.
    public String openMetrics() {
        return openMetrics;
    }

    /// The type of a word of either format; unknown for any other.
    static MetricType of(String word) {
        for (MetricType each : values()) {
            if (each.openMetrics.equals(word)) {
                return each;
            }
        }
        return UNKNOWN;
    }
}
