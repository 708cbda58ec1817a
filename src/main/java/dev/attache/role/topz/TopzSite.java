package dev.attache.role.topz;

import dev.attache.config.TopzConfig;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.net.page.Guard;
import dev.attache.net.page.Site;
import dev.attache.observe.Exposition;
import dev.attache.wire.exposition.ExpositionEncoder;
import dev.attache.wire.exposition.MetricFamily;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The pages of a process view. All of them are guarded: a command line may say more than it should.
final class TopzSite implements Site {
    private static final int REFRESH_SECONDS = 5;
    private static final int REFRESH_SECONDS_MAX = 3600;

    private final Sampler sampler;
    private final Supplier<TopzConfig> config;
    private final Guard guard;
    private final BiConsumer<Asked, RuntimeException> onFault;

    /// @param onFault told of a page that could not be made
    TopzSite(Sampler sampler, Supplier<TopzConfig> config, BiConsumer<Asked, RuntimeException> onFault) {
        this.sampler = sampler;
        this.config = config;
        this.guard = new Guard(
                config.get().tls().isOn(), config.get().listen(), config.get().token(), "the role's token", _ -> true);
        this.onFault = onFault;
    }

    @Override
    public @Nullable Answer refusal(HttpRequest request, String path, SocketAddress local, SocketAddress remote) {
        Answer refusal = guard.refusal(request, local, remote);
        if (refusal != null) {
            return refusal;
        }
        if (!List.of("/", "/topz", "/json", "/metrics").contains(path)) {
            return Answer.text(
                    HttpResponseStatus.NOT_FOUND, "there is / for browsers, /topz as text, /json, and /metrics");
        }
        boolean reads = List.of("GET", "HEAD").contains(request.method().name());
        return reads ? null : Answer.methodNotAllowed("GET, HEAD");
    }

    @Override
    public Answer answer(Asked asked) {
        Snapshot snapshot;
        try {
            snapshot = sampler.look();
        } catch (IOException e) {
            return Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "this system shows no processes: " + e);
        }
        Column by = Column.of(asked.parameter("sort"));
        int most = numberOr(config.get().shown(), asked.parameter("n"));
        List<ProcessView> shown = snapshot.processes().stream()
                .sorted(by.order())
                .limit(Math.min(most, config.get().shown()))
                .toList();
        boolean browser = asked.header(HttpHeaderNames.ACCEPT).contains("text/html");
        return switch (asked.path()) {
            case "/metrics" -> metrics(asked, MetricsPage.of(snapshot, shown));
            case "/json" -> Answer.json(JsonPage.of(snapshot, shown));
            case "/" ->
                browser
                        ? Answer.html(HtmlPage.of(snapshot, shown, by, refresh(asked)))
                        : Answer.ok(TextPage.of(snapshot, shown));
            default -> Answer.ok(TextPage.of(snapshot, shown));
        };
    }

    private static Answer metrics(Asked asked, List<MetricFamily> families) {
        return Answer.metrics(Exposition.of(
                openMetrics -> ExpositionEncoder.encode(families, openMetrics),
                asked.header(HttpHeaderNames.ACCEPT),
                asked.header(HttpHeaderNames.ACCEPT_ENCODING)));
    }

    private static int refresh(Asked asked) {
        return Math.min(numberOr(REFRESH_SECONDS, asked.parameter("refresh")), REFRESH_SECONDS_MAX);
    }

    private static int numberOr(int otherwise, String text) {
        boolean number = !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : otherwise;
    }

    @Override
    public void onFault(Asked asked, RuntimeException fault) {
        onFault.accept(asked, fault);
    }
}
