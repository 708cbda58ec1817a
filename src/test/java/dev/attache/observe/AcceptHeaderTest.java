package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text";

    @Test
    void theMostSpecificRangeDecidesWhateverTheOrder() {
        AcceptHeader header =
                new AcceptHeader("*/*;q=0.1, text/plain;version=0.0.4;q=0.9, text/*;q=0.3, text/plain;q=0.5");

        assertThat(header.weightOf(TEXT, "0.0.4")).isEqualTo(0.9);
        assertThat(header.weightOf(TEXT, "1.0.0")).isEqualTo(0.5);
        assertThat(header.weightOf("text/html", "")).isEqualTo(0.3);
        assertThat(header.weightOf(OPEN_METRICS, "1.0.0")).isEqualTo(0.1);
    }

    @Test
    void aSpecificZeroForbidsWhatAWildcardAllows() {
        AcceptHeader header = new AcceptHeader("application/openmetrics-text;q=0, */*");

        assertThat(header.weightOf(OPEN_METRICS, "1.0.0")).isZero();
        assertThat(header.weightOf(TEXT, "0.0.4")).isEqualTo(1);
    }

    @Test
    void anotherVersionIsNotCovered() {
        AcceptHeader header = new AcceptHeader("application/openmetrics-text;version=0.0.1;q=0.5");

        assertThat(header.weightOf(OPEN_METRICS, "1.0.0")).isZero();
    }

    @Test
    void namesAndValuesAreReadWithoutRegardToCaseAndBlanks() {
        AcceptHeader header = new AcceptHeader("  Text/Plain ; Version=\"0.0.4\" ; Q=0.25 ");

        assertThat(header.weightOf(TEXT, "0.0.4")).isEqualTo(0.25);
    }

    @Test
    void separatorsInsideQuotesCutNothing() {
        AcceptHeader header = new AcceptHeader("text/plain;note=\"a,b;q=0\\\";\";q=0.5, application/json");

        assertThat(header.weightOf(TEXT, "")).isEqualTo(0.5);
        assertThat(header.weightOf("application/json", "")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1.1", "-0.5", "NaN", "1e-1", "0.1234", "", "0x1"})
    void aRangeWhoseWeightBreaksTheGrammarSaysNothing(String weight) {
        AcceptHeader header = new AcceptHeader("text/plain;q=" + weight + ", */*;q=0.3");

        assertThat(header.weightOf(TEXT, "0.0.4")).isEqualTo(0.3);
    }

    @Test
    void nothingBeyondTheBoundIsLookedAt() {
        AcceptHeader header = new AcceptHeader("a/b,".repeat(AcceptHeader.RANGES_MAX) + "text/plain");

        assertThat(header.weightOf(TEXT, "0.0.4")).isZero();
    }

    @Test
    void emptyElementsAreSkipped() {
        AcceptHeader header = new AcceptHeader(", ,;q=1,text/plain,,");

        assertThat(header.weightOf(TEXT, "0.0.4")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate, gzip;q=0.5 | true",
                "* | true",
                "gzip;q=0, * | false",
                "identity, gzip;q=0.5 | false",
                "identity;q=0.5, gzip | true",
                "br | false",
                "gzip;q=0 | false",
                "'' | false"
            })
    void gzipIsUsedWhereItIsWantedNoLessThanPlainBytes(String header, boolean used) {
        assertThat(new AcceptHeader(header).prefersCoding("gzip")).isEqualTo(used);
    }
}
