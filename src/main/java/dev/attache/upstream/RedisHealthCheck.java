package dev.attache.upstream;

import dev.attache.config.ClusterConfig;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A Redis server is fit when it answers PING, says in INFO that it is not loading its data, and has the role that is
/// asked for. A user that logs in for this needs the right to both commands.
///
/// Keeps one connection open from check to check, so that a server's limit on connections counts too.
final class RedisHealthCheck extends HealthCheck {
    private final RedisQuestions questions;
    private final Supplier<DialPlan> plan;
    private final EventLoop loop;
    private final Transport transport;
    private @Nullable RedisProbeHandler probe;

    RedisHealthCheck(
            ClusterConfig config, Supplier<DialPlan> plan, Endpoint endpoint, EventLoop loop, Transport transport) {
        super(config, endpoint, loop);
        this.questions = RedisQuestions.of(config.auth(), config.health().role());
        this.plan = plan;
        this.loop = loop;
        this.transport = transport;
    }

    @Override
    void ask() {
        RedisProbeHandler open = probe;
        if (open != null) {
            open.ask();
            return;
        }
        RedisProbeHandler fresh = new RedisProbeHandler(questions, this::onVerdict);
        probe = fresh;
        Dialer.dial(loop, transport, plan.get(), fresh)
                .addListener((Future<Channel> dialed) -> onDialed(fresh, dialed));
    }

    private void onDialed(RedisProbeHandler dialing, Future<Channel> dialed) {
        if (!dialed.isSuccess()) {
            onVerdict(dialing, String.valueOf(dialed.cause().getMessage()));
        } else if (probe != dialing) {
            dialed.getNow().close();
        } else {
            dialing.ask();
        }
    }

    private void onVerdict(RedisProbeHandler from, String why) {
        if (probe != from) {
            return;
        }
        if (isAsking()) {
            settle(why);
        } else {
            release();
        }
    }

    @Override
    void release() {
        RedisProbeHandler open = probe;
        probe = null;
        if (open != null) {
            open.close();
        }
    }
}
