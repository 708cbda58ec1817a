package dev.attache.wire.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read back to the same, in both formats.
class ExpositionFormatTest {
    private static MetricFamily family(String name, MetricType type, double value, String... labels) {
        var family = new MetricFamily(name, type, "What " + name + " tells.");
        family.add(value, LabelSet.of(labels));
        return family;
    }

    private static String text(boolean openMetrics, MetricFamily... families) {
        return new String(ExpositionEncoder.encode(List.of(families), openMetrics), StandardCharsets.UTF_8);
    }

    @Test
    void aCounterIsCalledByEachFormatAsItDemands() {
        MetricFamily hits = family("hits_total", MetricType.COUNTER, 3, "b", "2", "a", "1");

        assertThat(text(false, hits)).isEqualTo("""
            # HELP hits_total What hits_total tells.
            # TYPE hits_total counter
            hits_total{a="1",b="2"} 3
            """);
        assertThat(text(true, hits)).isEqualTo("""
            # HELP hits What hits_total tells.
            # TYPE hits counter
            hits_total{a="1",b="2"} 3
            # EOF
            """);
    }

    @Test
    void aCounterThatCannotEndInTotalIsOfUnknownTypeInOpenMetrics() {
        assertThat(text(true, family("redis_total_error_replies", MetricType.COUNTER, 1)))
                .contains("# TYPE redis_total_error_replies unknown\nredis_total_error_replies 1\n");
    }

    @Test
    void aCounterWhoseShortNameIsTakenKeepsItsLongOne() {
        assertThat(text(true, family("hits", MetricType.GAUGE, 1), family("hits_total", MetricType.COUNTER, 2)))
                .contains("# TYPE hits gauge\nhits 1\n", "# TYPE hits_total unknown\nhits_total 2\n");
    }

    @Test
    void whatTheFormatsEscapeComesBackAsItWas() {
        String odd = "C:\\new \"line\"\nend é";
        var family = new MetricFamily("odd", MetricType.GAUGE, odd);
        family.add(1.5, LabelSet.of("path", odd));

        for (boolean openMetrics : List.of(false, true)) {
            var reading = ExpositionReader.read(text(openMetrics, family), openMetrics);
            assertThat(reading.faults()).isZero();
            MetricFamily read = reading.families().getFirst();
            assertThat(read.help()).isEqualTo(odd);
            assertThat(read.samples().getFirst().labels().valueOf("path")).isEqualTo(odd);
        }
    }

    @Test
    void numbersComeBackAsTheyWere() {
        double[] numbers = {
            0,
            -1,
            1.5,
            1e15,
            123_456_789_012_345.0,
            1e300,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        for (double each : numbers) {
            var reading = ExpositionReader.read(text(false, family("n", MetricType.GAUGE, each)), false);
            assertThat(reading.families().getFirst().samples().getFirst().value())
                    .isEqualTo(Double.valueOf(each));
        }
    }

    @Test
    void partsOfAHistogramBelongToIt() {
        var reading = ExpositionReader.read("""
            # TYPE took histogram
            took_bucket{le="1"} 2
            took_bucket{le="+Inf"} 3
            took_sum 4.5
            took_count 3
            took_created 17
            """, false);

        assertThat(reading.families()).hasSize(1);
        assertThat(reading.families().getFirst().samples())
                .extracting(Sample::suffix)
                .containsExactly("_bucket", "_bucket", "_sum", "_count");
    }

    @Test
    void openMetricsIsReadWithItsOwnNames() {
        var reading = ExpositionReader.read("""
            # TYPE hits counter
            # UNIT hits requests
            # HELP hits Hits.
            hits_total{a="b"} 3 1700000000.5 # {trace="x"} 1
            hits_created{a="b"} 17
            # TYPE build info
            build_info{version="1"} 1
            # EOF
            behind the end
            """, true);

        assertThat(reading.faults()).isZero();
        assertThat(reading.ended()).isTrue();
        assertThat(reading.families()).extracting(MetricFamily::name).containsExactly("hits_total", "build_info");
        assertThat(text(true, reading.families().toArray(MetricFamily[]::new)))
                .contains("# TYPE hits counter", "hits_total{a=\"b\"} 3\n", "# TYPE build info\nbuild_info{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1name 1",
                "name",
                "name one",
                "name{a=\"b\" 1",
                "name{a=b} 1",
                "name{a=\"b} 1",
                "name{=\"b\"} 1",
                "name{a=\"1\",a=\"2\"} 1",
                "name{a=\"b\"}",
                "name{a=\"b\"c=\"d\"} 1",
                "{} 1",
                "name n",
            })
    void whatIsNoSampleIsCountedAndTheRestIsRead(String line) {
        var reading = ExpositionReader.read("before 1\n" + line + "\nafter 2\n", false);

        assertThat(reading.faults()).isEqualTo(1);
        assertThat(reading.firstFault()).isEqualTo(line);
        assertThat(reading.families()).extracting(MetricFamily::name).containsExactly("before", "after");
    }

    @Test
    void quotedNamesAreReadWithWhatClassicNamesAllow() {
        var reading = ExpositionReader.read("{\"my.metric\",\"a.b\"=\"c\"} 1\n", false);

        assertThat(reading.faults()).isZero();
        assertThat(reading.families().getFirst().name()).isEqualTo("my_metric");
        assertThat(reading.families().getFirst().samples().getFirst().labels()).hasToString("{a_b=\"c\"}");
    }

    @Test
    void setsOfLabelsAreEqualWhateverTheirOrder() {
        LabelSet set = LabelSet.of("b", "2", "a", "1");

        assertThat(set).isEqualTo(LabelSet.of("a", "1", "b", "2")).hasSameHashCodeAs(LabelSet.of("a", "1", "b", "2"));
        assertThat(set.with("a", "3")).hasToString("{a=\"3\",b=\"2\"}");
        assertThat(set.with("aa", "3")).hasToString("{a=\"1\",aa=\"3\",b=\"2\"}");
        assertThat(set.without("a")).hasToString("{b=\"2\"}");
    }
}
