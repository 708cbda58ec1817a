package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.FileSourceConfig;
import dev.attache.config.GraphiteSourceConfig;
import dev.attache.config.HttpJsonSourceConfig;
import dev.attache.config.HttpTextSourceConfig;
import dev.attache.config.JdbcSourceConfig;
import dev.attache.config.JmxSourceConfig;
import dev.attache.config.LogSourceConfig;
import dev.attache.config.MemcachedSourceConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.config.MetricsPushConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.OtlpPushConfig;
import dev.attache.config.ProcessSourceConfig;
import dev.attache.config.PrometheusSourceConfig;
import dev.attache.config.RedisSourceConfig;
import dev.attache.config.RemoteWritePushConfig;
import dev.attache.config.StatsdSourceConfig;
import java.util.ArrayList;
import java.util.List;

/// The plan of a metrics adapter.
final class MetricsPlan {
    private MetricsPlan() {}

    static Plan of(String name, MetricsConfig role) {
        List<Plan.Point> points = new ArrayList<>();
        points.add(new Plan.Point(
                "serves",
                role.path() + " on " + role.listen() + (role.tls().isOn() ? " by TLS" : "")
                        + ", as text and as OpenMetrics"));
        if (role.token().isSet()) {
            points.add(new Plan.Point("guards", "the page needs the bearer token"));
        }
        role.sources().forEach((source, each) -> points.add(new Plan.Point("tells", source + ": " + source(each))));
        points.add(new Plan.Point(
                "asks",
                "all sources side by side at a scrape, each for " + HumanDuration.format(role.timeout()) + " at most"
                        + (role.cache().isZero()
                                ? ""
                                : "; what one said is told again for " + HumanDuration.format(role.cache()))));
        role.push()
                .forEach((push, each) -> points.add(new Plan.Point(
                        "sends",
                        push + ": all of it to " + each.url() + " by " + protocol(each) + " every "
                                + HumanDuration.format(each.interval()))));
        if (!role.state().isEmpty()) {
            points.add(new Plan.Point("remembers", "what apps have sent, in " + role.state()));
        }
        points.add(new Plan.Point(
                "guarantees", "a source that is dead or slow is told as down and costs the page nothing else"));
        points.add(new Plan.Point(
                "guarantees",
                "at most " + role.seriesMax() + " series of one name from one source; what is beyond is counted"));
        return new Plan("role " + name + ": metrics", points);
    }

    private static String source(MetricsSourceConfig source) {
        return switch (source) {
            case RedisSourceConfig redis -> "the Redis server " + redis.address() + ", named as by redis_exporter";
            case MemcachedSourceConfig memcached ->
                "the memcached server " + memcached.address() + ", named as by memcached_exporter";
            case PrometheusSourceConfig page -> "the metrics of " + page.url();
            case HttpJsonSourceConfig page -> "numbers of the JSON at " + page.url();
            case HttpTextSourceConfig page -> "numbers of the text at " + page.url();
            case FileSourceConfig file -> "numbers of the file " + file.path();
            case JdbcSourceConfig database -> database(database);
            case JmxSourceConfig jvm -> "the JVM " + (jvm.url().isEmpty() ? jvm.process() : "behind " + jvm.url());
            case LogSourceConfig log -> "what the role " + log.role() + " counts of the logs it reads";
            case ProcessSourceConfig processes -> "the processes called " + String.join(", ", processes.names());
            case StatsdSourceConfig statsd ->
                "what apps send by StatsD to " + statsd.listen() + beside(statsd.unix()) + mapped(statsd.mapping());
            case GraphiteSourceConfig graphite ->
                "what apps send by Graphite's protocol to " + graphite.listen() + mapped(graphite.mapping());
        };
    }

    private static String database(JdbcSourceConfig database) {
        String exporter = database.url().startsWith("jdbc:postgresql:") ? "postgres_exporter" : "mysqld_exporter";
        String own = database.server() ? ", named as by " + exporter : "";
        int queries = database.queries().size();
        return "the database " + database.url() + own
                + (queries == 0 ? "" : ", and what " + queries + " queries answer");
    }

    private static String protocol(MetricsPushConfig push) {
        return switch (push) {
            case OtlpPushConfig _ -> "OTLP";
            case RemoteWritePushConfig write ->
                write.version() == RemoteWritePushConfig.Version.V2 ? "remote write 2.0" : "remote write 1.0";
        };
    }

    private static String beside(String unix) {
        return unix.isEmpty() ? "" : " and " + unix;
    }

    private static String mapped(String file) {
        return file.isEmpty() ? "" : ", mapped by " + file;
    }
}
