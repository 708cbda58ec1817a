package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.batch.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.Deflater;

/// A receiver that takes records by POST.
public final class HttpSink implements Sink {
    private static final int BODY_KEPT = 4 * 1024 * 1024;

    private final Envelope envelope;
    private final HttpPost post;
    private final Gzip gzip;
    private final boolean zips;
    private final GrowingBytes body = new GrowingBytes();
    private final GrowingBytes zipped = new GrowingBytes();

    /// What is sent where.
    ///
    /// @param url where to, http or https
    /// @param headers by name, in addition to those that every request has
    /// @param gzip whether bodies are compressed
    /// @param timeoutNanos of one request
    public record Target(URI url, Route route, Map<String, Secret> headers, boolean gzip, long timeoutNanos) {}

    HttpSink(Target target, Envelope envelope, EventLoops loops, Ticker ticker) {
        this.envelope = envelope;
        this.zips = target.gzip();
        this.gzip = new Gzip(Deflater.BEST_SPEED);
        this.post = new HttpPost(
                loops,
                target.route(),
                ticker,
                InstantSource.system(),
                head(target, envelope.contentType()),
                target.timeoutNanos());
    }

    private static byte[] head(Target target, String contentType) {
        URI url = target.url();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: attache\r\nContent-Type: " + contentType + "\r\n");
        if (target.gzip()) {
            head.append("Content-Encoding: gzip\r\n");
        }
        target.headers()
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(value.reveal().strip())
                        .append("\r\n"));
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        body.clear(BODY_KEPT);
        envelope.write(batch, from, to, body);
        GrowingBytes sent = body;
        if (zips) {
            zipped.clear(BODY_KEPT);
            gzip.write(body, zipped);
            sent = zipped;
        }
        try {
            return envelope.judge(post.post(sent));
        } catch (IOException e) {
            return new Verdict.Later(String.valueOf(e.getMessage()), 0);
        }
    }

    @Override
    public void close() {
        post.close();
        gzip.close();
    }
}
