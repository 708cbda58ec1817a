package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.GraphiteSourceConfig;
import dev.attache.config.MetricsConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.RedisSourceConfig;
import dev.attache.config.StatsdSourceConfig;
import java.util.ArrayList;
import java.util.List;

/// The plan of a metrics adapter.
final class MetricsPlan {
    private MetricsPlan() {}

    static Plan of(String name, MetricsConfig role) {
        List<Plan.Point> points = new ArrayList<>();
        points.add(new Plan.Point("serves", role.path() + " on " + role.listen() + ", as text and as OpenMetrics"));
        role.sources().forEach((source, each) -> points.add(new Plan.Point("tells", source + ": " + source(each))));
        points.add(new Plan.Point(
                "asks",
                "all sources side by side at a scrape, each for " + HumanDuration.format(role.timeout()) + " at most"
                        + (role.cache().isZero()
                                ? ""
                                : "; what one said is told again for " + HumanDuration.format(role.cache()))));
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
            case StatsdSourceConfig statsd ->
                "what apps send by StatsD to " + statsd.listen() + beside(statsd.unix()) + mapped(statsd.mapping());
            case GraphiteSourceConfig graphite ->
                "what apps send by Graphite's protocol to " + graphite.listen() + mapped(graphite.mapping());
        };
    }

    private static String beside(String unix) {
        return unix.isEmpty() ? "" : " and " + unix;
    }

    private static String mapped(String file) {
        return file.isEmpty() ? "" : ", mapped by " + file;
    }
}
