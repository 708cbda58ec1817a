package dev.attache.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// The answer to one scrape.
///
/// @param contentType with its version and character set
/// @param coding `gzip`, or empty where the bytes are plain
public record Exposition(String contentType, String coding, byte[] bytes) {
    private static final String TEXT = "text/plain";
    private static final String TEXT_VERSION = "0.0.4";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_VERSION = "1.0.0";

    /// What is said in both formats.
    @FunctionalInterface
    public interface Body {
        /// The text in OpenMetrics 1.0, or else in the text format 0.0.4.
        byte[] write(boolean openMetrics);
    }

    static Exposition of(List<MetricSource> sources, String accept, String acceptEncoding) {
        return of(openMetrics -> PrometheusText.write(sources, openMetrics), accept, acceptEncoding);
    }

    /// The form and coding that a scraper asked for.
    ///
    /// @param accept its `Accept` header; empty where it sent none
    /// @param acceptEncoding its `Accept-Encoding` header; empty where it sent none
    public static Exposition of(Body body, String accept, String acceptEncoding) {
        AcceptHeader wanted = new AcceptHeader(accept.isBlank() ? "*/*" : accept);
        double text = wanted.weightOf(TEXT, TEXT_VERSION);
        double openMetrics = wanted.weightOf(OPEN_METRICS, OPEN_METRICS_VERSION);
        boolean open = openMetrics > text;
        byte[] plain = body.write(open);
        String contentType = open
                ? OPEN_METRICS + "; version=" + OPEN_METRICS_VERSION + "; charset=utf-8"
                : TEXT + "; version=" + TEXT_VERSION + "; charset=utf-8";
        boolean gzip = new AcceptHeader(acceptEncoding).prefersCoding("gzip");
        return new Exposition(contentType, gzip ? "gzip" : "", gzip ? gzip(plain) : plain);
    }

    private static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
