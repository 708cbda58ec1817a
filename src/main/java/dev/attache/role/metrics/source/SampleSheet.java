package dev.attache.role.metrics.source;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one source said at one scrape, family by family.
///
/// A family takes a bounded number of samples. Of those beyond, counters are added up in one series whose only label
/// is [#OVERFLOW]; the others are left out. All of them are counted.
public final class SampleSheet {
    /// Labels of the series that stands for those without room.
    public static final LabelSet OVERFLOW = LabelSet.of("overflow", "true");

    private static final int REMARKS_MAX = 8;

    private static final class Entry {
        final MetricFamily family;
        double overflow;
        boolean full;

        Entry(MetricFamily family) {
            this.family = family;
        }
    }

    private final int seriesMax;
    private final Map<String, Entry> families = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private int overflowed;

    /// @param seriesMax samples of one family
    public SampleSheet(int seriesMax) {
        this.seriesMax = seriesMax;
    }

    /// @param labels name, value, name, value
    public void gauge(String name, String help, double value, String... labels) {
        add(name, MetricType.GAUGE, help, "", LabelSet.of(labels), value);
    }

    /// @param name with its `_total`, where it has one
    /// @param labels name, value, name, value
    public void counter(String name, String help, double value, String... labels) {
        add(name, MetricType.COUNTER, help, "", LabelSet.of(labels), value);
    }

    /// Adds a sample of any kind. The first to name a family says its type and help.
    public void add(String name, MetricType type, String help, String suffix, LabelSet labels, double value) {
        Entry entry = families.get(name);
        if (entry == null) {
            entry = new Entry(new MetricFamily(name, type, help));
            families.put(name, entry);
        }
        if (entry.family.samples().size() < seriesMax) {
            entry.family.add(new Sample(suffix, labels, value));
        } else {
            overflowed++;
            entry.full = true;
            entry.overflow += value;
        }
    }

    /// The family of a name, for who keeps to a bound of its own. The first to name it says its type and help.
    public MetricFamily family(String name, MetricType type, String help) {
        return families.computeIfAbsent(name, each -> new Entry(new MetricFamily(each, type, help))).family;
    }

    /// Says what part of the source could not be asked, and why, where the rest could. The first few are kept.
    public void remark(String what) {
        if (remarks.size() < REMARKS_MAX) {
            remarks.add(what);
        }
    }

    /// What was remarked.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// In the order in which they were first named.
    public List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(families.size());
        for (Entry each : families.values()) {
            if (each.full && each.family.type() == MetricType.COUNTER) {
                each.family.add(each.overflow, OVERFLOW);
                each.full = false;
            }
            all.add(each.family);
        }
        return all;
    }

    /// Samples for which their family had no room.
    public int overflowed() {
        return overflowed;
    }
}
