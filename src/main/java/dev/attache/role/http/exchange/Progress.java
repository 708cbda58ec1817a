package dev.attache.role.http.exchange;

import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.limit.Pace;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.RoutePlan;
import org.jspecify.annotations.Nullable;

/// Whether both directions of an exchange go on, and as fast as they have to.
///
/// The least rates are asked of the client only, and of requests whose length was announced: what comes in chunks
/// may be events, which come when they happen.
final class Progress {
    private final Pace request = new Pace();
    private final Pace answer = new Pace();
    private long lastNanos;

    void begin(long now) {
        lastNanos = now;
        request.begin(now);
        answer.begin(now);
    }

    /// Something went on.
    void on(long now) {
        lastNanos = now;
    }

    /// @return what is wrong; null where nothing is
    @Nullable Refusal sweep(Exchange exchange, RoutePlan plan, HttpSettings settings, long now) {
        Downstream client = exchange.client();
        boolean heldUp = client.isHeldUp() || exchange.upstream() == null;
        boolean sendsTooSlow = request.isTooSlow(
                exchange.request() == Half.FLOWING && !heldUp && exchange.isBodyDue(),
                exchange.record().receivedBytes(),
                settings.bodyBytesPerSecond(),
                settings.graceNanos(),
                now);
        boolean takesTooSlow = answer.isTooSlow(
                exchange.response() == Half.FLOWING && !exchange.isTunnel() && !client.isWritable(),
                exchange.record().sentBytes() - client.unsentBytes(),
                settings.answerBytesPerSecond(),
                settings.graceNanos(),
                now);
        if (sendsTooSlow && exchange.request() == Half.FLOWING) {
            return Refusal.BODY_TOO_SLOW;
        }
        if (takesTooSlow || now - lastNanos > plan.stallNanos()) {
            return client.isHeldUp() || takesTooSlow ? Refusal.TIMED_OUT : Refusal.BODY_TOO_SLOW;
        }
        return null;
    }
}
