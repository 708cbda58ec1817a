package dev.attache.role.metrics;

import dev.attache.base.Secret;
import dev.attache.config.MetricsConfig;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.net.page.Guard;
import dev.attache.net.page.Site;
import dev.attache.observe.Exposition;
import dev.attache.observe.Observer;
import dev.attache.wire.exposition.ExpositionEncoder;
import dev.attache.wire.exposition.MetricFamily;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The page that scrapers ask for.
final class MetricsSite implements Site {
    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
    /// What is left of a scraper's time for the answer's own way.
    private static final double MARGIN_SECONDS = 0.5;
    private static final double SHARE = 0.9;
    private static final double SECONDS_MAX = 3600;

    private final String role;
    private final Supplier<MetricsConfig> config;
    private final Scraper scraper;
    private final Observer observer;

    MetricsSite(String role, Supplier<MetricsConfig> config, Scraper scraper, Observer observer) {
        this.role = role;
        this.config = config;
        this.scraper = scraper;
        this.observer = observer;
    }

    @Override
    public @Nullable Answer refusal(HttpRequest request, String asked, SocketAddress local, SocketAddress remote) {
        String path = config.get().path();
        Secret token = config.get().token();
        if (token.isSet() && !Guard.hasToken(request.headers(), token)) {
            return Answer.unauthorized("the role's token");
        }
        if (!asked.equals(path) && !asked.equals("/")) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such page; " + path + " has the metrics");
        }
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads ? null : Answer.methodNotAllowed("GET, HEAD");
    }

    @Override
    public Answer answer(Asked asked) {
        String path = config.get().path();
        if (!asked.path().equals(path)) {
            boolean browser = asked.header(HttpHeaderNames.ACCEPT).contains("text/html");
            return browser
                    ? Answer.html(IndexPage.html(path, scraper.sources()))
                    : Answer.ok(IndexPage.text(path, scraper.sources()));
        }
        try {
            List<MetricFamily> families = scraper.scrape(patienceNanos(asked.header(TIMEOUT)));
            return Answer.metrics(Exposition.of(
                    openMetrics -> ExpositionEncoder.encode(families, openMetrics),
                    asked.header(HttpHeaderNames.ACCEPT),
                    asked.header(HttpHeaderNames.ACCEPT_ENCODING)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "attache is about to end");
        }
    }

    /// How long sources may take: as the scraper says, less what its answer needs, and never longer than the file says.
    ///
    /// @param header seconds; empty where the scraper says nothing
    long patienceNanos(String header) {
        double limit = config.get().timeout().toNanos();
        try {
            double seconds = header.isEmpty() ? SECONDS_MAX : Double.parseDouble(header);
            if (seconds > 0) {
                double patience = Math.max(seconds - MARGIN_SECONDS, seconds * SHARE / 2);
                limit = Math.min(limit, Math.min(patience, seconds * SHARE) * 1e9);
            }
        } catch (NumberFormatException _) {
            // A header that says no number says nothing.
        }
        return (long) limit;
    }

    @Override
    public void onFault(Asked asked, RuntimeException fault) {
        observer.emit(new MetricsPageError(role, String.valueOf(fault)));
    }
}
