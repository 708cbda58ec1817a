package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.CheckConfig;
import dev.attache.config.CheckPaceConfig;
import dev.attache.config.DiskCheckConfig;
import dev.attache.config.DnsCheckConfig;
import dev.attache.config.EndpointCheckConfig;
import dev.attache.config.ExecCheckConfig;
import dev.attache.config.FileCheckConfig;
import dev.attache.config.GrpcCheckConfig;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.HttpCheckConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.config.LogCheckConfig;
import dev.attache.config.MemcachedCheckConfig;
import dev.attache.config.ProcessCheckConfig;
import dev.attache.config.RedisCheckConfig;
import dev.attache.config.SqlCheckConfig;
import dev.attache.config.TcpCheckConfig;
import dev.attache.config.TlsCheckConfig;
import dev.attache.config.WebsocketCheckConfig;
import java.util.ArrayList;
import java.util.List;

/// The plan of a health shim.
final class HealthPlan {
    private HealthPlan() {}

    static Plan of(String name, HealthShimConfig role) {
        List<Plan.Point> points = new ArrayList<>();
        role.checks().forEach((check, config) -> points.add(new Plan.Point("checks", check + ": " + what(config))));
        String all = "all checks pass";
        points.add(new Plan.Point(
                "answers", "/livez with yes while " + (role.live().isEmpty() ? "attache works" : role.live())));
        points.add(new Plan.Point(
                "answers", "/readyz with yes while " + (role.ready().isEmpty() ? all : role.ready())));
        points.add(new Plan.Point(
                "answers",
                "/startupz with yes once "
                        + (role.startup().isEmpty() ? role.ready().isEmpty() ? all : role.ready() : role.startup())));
        points.add(new Plan.Point("guarantees", "a probe causes no check: it is told what was found before"));
        if (!role.sharedFailsLive()
                && role.checks().values().stream().anyMatch(each -> each.pace().shared())) {
            points.add(
                    new Plan.Point("guarantees", "what others depend on too, shared: true, never makes /livez say no"));
        }
        points.add(new Plan.Point(
                "guards",
                role.token().isSet()
                        ? "POST /override and /drain need the bearer token"
                        : "POST /override and /drain are taken from this machine only, as no token is set"));
        return new Plan("role " + name + ": health on " + role.listen(), points);
    }

    private static String what(CheckConfig check) {
        CheckPaceConfig pace = check.pace();
        String bad = pace.window() == 0 ? pace.fall() + " bad answers in a row" : pace.fall() + " of " + pace.window();
        return target(check) + ", every " + HumanDuration.format(pace.interval()) + " for at most "
                + HumanDuration.format(pace.timeout()) + "; " + bad + " make it fail, " + pace.rise()
                + " good ones pass"
                + (pace.shared() ? "; shared" : "");
    }

    private static String target(CheckConfig check) {
        return switch (check) {
            case TcpCheckConfig tcp -> "a connection to " + tcp.tcp();
            case HttpCheckConfig http ->
                http.method() + " " + http.http() + (http.protocol() == HttpProtocol.HTTP2 ? " by HTTP/2" : "");
            case RedisCheckConfig redis -> "Redis at " + redis.redis();
            case MemcachedCheckConfig memcached -> "memcached at " + memcached.memcached();
            case GrpcCheckConfig grpc -> "grpc.health.v1 at " + grpc.grpc();
            case WebsocketCheckConfig websocket -> "a WebSocket at " + websocket.websocket();
            case SqlCheckConfig sql -> "the database at " + sql.url() + " by " + sql.sql();
            case LogCheckConfig log ->
                "what the log role " + log.log() + " reads: at most " + log.max() + " records of level "
                        + log.level().label() + " or worse within " + HumanDuration.format(log.within());
            case DnsCheckConfig dns -> "the name " + dns.dns();
            case EndpointCheckConfig endpoint -> "what is told at " + endpoint.endpoint();
            case TlsCheckConfig tls ->
                "the certificate of " + tls.tls() + ", good for " + HumanDuration.format(tls.expires()) + " yet";
            case FileCheckConfig file -> "the file " + file.file();
            case DiskCheckConfig disk -> "room on " + disk.disk();
            case ProcessCheckConfig process -> "processes named " + process.process();
            case ExecCheckConfig exec -> "the program " + exec.exec().getFirst();
        };
    }
}
