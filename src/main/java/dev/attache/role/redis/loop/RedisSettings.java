package dev.attache.role.redis.loop;

import dev.attache.config.ClusterConfig;
import dev.attache.config.RedisConfig;
import dev.attache.wire.resp.RespLimits;
import java.time.Duration;

/// The settings of a role in the form in which its event loops read them: primitive and final.
public record RedisSettings(
        RedisConfig config,
        ClusterConfig cluster,
        RespLimits requestLimits,
        RespLimits requestFrameLimits,
        RespLimits replyLimits,
        Duration connectTimeout,
        long timeoutNanos,
        long clientIdleNanos,
        long upstreamIdleNanos,
        int backlogBytesMax,
        int mergeBytesMax,
        int gatherBytesMax,
        int unansweredMax,
        long outputBytesMax,
        long slowNanos) {

    public static RedisSettings of(RedisConfig config, ClusterConfig cluster) {
        var limits = config.limits();
        var request = new RespLimits(
                limits.arguments(), limits.bulk().bytes(), limits.line().toIntSaturated(), limits.nesting());
        var reply = new RespLimits(
                Integer.MAX_VALUE, Math.max(limits.bulk().bytes(), 512L << 20), 1 << 20, limits.nesting());
        return new RedisSettings(
                config,
                cluster,
                request,
                new RespLimits(limits.arguments(), limits.bulk().bytes(), 64, 1),
                reply,
                cluster.connectTimeout(),
                config.timeout().toNanos(),
                config.idleTimeout().toNanos(),
                cluster.idleTimeout().toNanos(),
                limits.backlog().toIntSaturated(),
                limits.merge().toIntSaturated(),
                limits.gather().toIntSaturated(),
                limits.unanswered(),
                limits.output().bytes(),
                config.slowLog().toNanos());
    }
}
