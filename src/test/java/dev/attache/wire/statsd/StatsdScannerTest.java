package dev.attache.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lines say, written as text.
class StatsdScannerTest {
    private static final Set<StatsdName.Dialect> ALL = EnumSet.allOf(StatsdName.Dialect.class);

    static List<String> scan(byte[] bytes, Set<StatsdName.Dialect> dialects) {
        List<String> said = new ArrayList<>();
        new StatsdScanner(new StatsdSink() {
                    @Override
                    public void onLine() {}

                    @Override
                    public void onSample(
                            byte[] line,
                            int nameFrom,
                            int nameEnd,
                            int tagsFrom,
                            int tagsEnd,
                            StatsdType type,
                            double value,
                            boolean relative,
                            int times) {
                        StatsdName name = StatsdName.of(line, nameFrom, nameEnd, tagsFrom, tagsEnd, dialects);
                        said.add(name.name() + name.tags() + " " + type + " " + value + (relative ? " more" : "")
                                + (times == 1 ? "" : " x" + times)
                                + (name.badTags() == 0 ? "" : " bad" + name.badTags()));
                    }

                    @Override
                    public void onFault(StatsdFault fault) {
                        said.add(fault.name());
                    }
                })
                .scan(bytes, 0, bytes.length);
        return said;
    }

    private static List<String> scan(String lines) {
        return scan(lines.getBytes(StandardCharsets.UTF_8), ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "hits:2|c ~ hits{} COUNTER 2.0",
                "hits:1|c|@0.1 ~ hits{} COUNTER 10.0",
                "load:0.75|g ~ load{} GAUGE 0.75",
                "load:+3|g ~ load{} GAUGE 3.0 more",
                "load:-3|g ~ load{} GAUGE -3.0 more",
                "took:320|ms ~ took{} OBSERVER 0.32",
                "took:320|ms|@0.5 ~ took{} OBSERVER 0.32 x2",
                "size:320|h ~ size{} OBSERVER 320.0",
                "size:1e3|d ~ size{} OBSERVER 1000.0",
                "hits:1|c|#a:b,c:d ~ hits{a=b, c=d} COUNTER 1.0",
                "hits:1|c|@0.5|#a:b ~ hits{a=b} COUNTER 2.0",
                "hits:1|c|#a:b|@0.5 ~ hits{a=b} COUNTER 2.0",
                "hits:1|c|#a:b|c:container|T1700000000 ~ hits{a=b} COUNTER 1.0",
                "hits:1|c|#a:b:c ~ hits{a=b:c} COUNTER 1.0",
                "hits,a=b,c=d:1|c ~ hits{a=b, c=d} COUNTER 1.0",
                "hits#a=b,c=d:1|c ~ hits{a=b, c=d} COUNTER 1.0",
                "hi[a=b,c=d]ts:1|c ~ hits{a=b, c=d} COUNTER 1.0",
                "hits:1|c|#a,b:,:c,d:e ~ hits{d=e} COUNTER 1.0 bad3",
                "hits[a=b:1|c ~ hits[a=b{} COUNTER 1.0 bad1",
                "héllo.x:1|c ~ héllo.x{} COUNTER 1.0",
            })
    void aSampleIsRead(String line, String said) {
        assertThat(scan(line)).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "nothing ~ MALFORMED_LINE",
                ":1|c ~ MALFORMED_LINE",
                "hits:1 ~ NOT_ENOUGH_PARTS_AFTER_COLON",
                "hits:|c ~ MALFORMED_VALUE",
                "hits:one|c ~ MALFORMED_VALUE",
                "hits:1.2.3|c ~ MALFORMED_VALUE",
                "hits:NaN|c ~ MALFORMED_VALUE",
                "hits:-|c ~ MALFORMED_VALUE",
                "hits:1|s ~ ILLEGAL_EVENT",
                "hits:1| ~ ILLEGAL_EVENT",
                "hits:1|c||#a:b ~ MALFORMED_COMPONENT",
                "hits,a=b:1|c|#c:d ~ MIXED_TAGGING_STYLES",
                "hits:1:2|c ~ INVALID_EXTENDED_AGGREGATE_TYPE",
            })
    void whatIsNoneIsToldWithItsReason(String line, String fault) {
        assertThat(scan(line)).containsExactly(fault);
    }

    @Test
    void aLineMayHoldSeveralSamples() {
        assertThat(scan("a:200|ms:300|ms:5|c|@0.1:6|g\n"))
                .containsExactly("a{} OBSERVER 0.2", "a{} OBSERVER 0.3", "a{} COUNTER 50.0", "a{} GAUGE 6.0");
        assertThat(scan("a:1:2:3|h|#b:c|@0.5"))
                .containsExactly("a{b=c} OBSERVER 1.0 x2", "a{b=c} OBSERVER 2.0 x2", "a{b=c} OBSERVER 3.0 x2");
    }

    @Test
    void aDatagramMayHoldManyLines() {
        assertThat(scan("\na:1|c\r\n\nbad\nb:2|c\n"))
                .containsExactly("a{} COUNTER 1.0", "MALFORMED_LINE", "b{} COUNTER 2.0");
    }

    @Test
    void aRateOfNothingCountsOnce() {
        assertThat(scan("a:1|c|@0")).containsExactly("a{} COUNTER 1.0");
        assertThat(scan("a:1|c|@x")).containsExactly("INVALID_SAMPLE_FACTOR", "a{} COUNTER 1.0");
        assertThat(scan("a:1|ms|@0.0000001")).containsExactly("a{} OBSERVER 0.001 x10000");
    }

    @Test
    void aDialectThatIsOffIsPartOfTheName() {
        assertThat(scan("a,b=c:1|c".getBytes(StandardCharsets.UTF_8), EnumSet.of(StatsdName.Dialect.DATADOG)))
                .containsExactly("a,b=c{} COUNTER 1.0");
    }
}
