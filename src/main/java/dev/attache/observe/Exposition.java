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

    static Exposition of(List<MetricSource> sources, String accept, String acceptEncoding) {
        AcceptHeader wanted = new AcceptHeader(accept.isBlank() ? "*/*" : accept);
        double text = wanted.weightOf(TEXT, TEXT_VERSION);
        double openMetrics = wanted.weightOf(OPEN_METRICS, OPEN_METRICS_VERSION);
        boolean open = openMetrics > text;
        byte[] plain = PrometheusText.write(sources, open);
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
