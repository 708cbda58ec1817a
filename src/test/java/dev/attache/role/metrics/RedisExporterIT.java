package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import dev.attache.testing.RunningServer;
import dev.attache.wire.exposition.MetricType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// attache and prometheus-redis-exporter beside one and the same server.
class RedisExporterIT {
    /// What asking changes, or the server's memory and clock.
    private static final Set<String> RESTLESS = Set.of(
            "redis_connected_clients",
            "redis_exporter_scrapes_total",
            "redis_exporter_last_scrape_connect_time_seconds",
            "redis_exporter_last_scrape_duration_seconds",
            "redis_start_time_seconds",
            "redis_uptime_in_seconds");

    private static final List<String> RESTLESS_PREFIXES =
            List.of("redis_mem", "redis_allocator", "redis_cpu", "redis_client_recent", "redis_latency_percentiles");

    /// Names that only newer releases of the exporter have, and with which Prometheus is as unhappy.
    private static final Set<String> NEWER = Set.of(
            "redis_current_eviction_exceeded_time_ms",
            "redis_eviction_exceeded_time_ms_total",
            "redis_expire_cycle_cpu_time_ms_total",
            "redis_memory_used_vm_total",
            "redis_rdb_saves_total");

    @TempDir
    private static Path folder;

    private static RedisServer server;
    private static RedisServer replica;
    private static RunningServer exporter;
    private static Adapter attache;
    private static Twins twins;

    @BeforeAll
    static void begin() throws Exception {
        server = RedisServer.start("--maxmemory", "64mb", "--latency-monitor-threshold", "1");
        replica = RedisServer.start("--replicaof", "127.0.0.1 " + server.port());
        server.call("SET", "text", "a \"word\"\\");
        server.call("SET", "number", "17.5");
        server.call("RPUSH", "list", "a", "b", "c");
        server.call("PFADD", "hll", "a", "b");
        server.call("XADD", "stream", "*", "a", "b");
        server.call("XGROUP", "CREATE", "stream", "workers", "0");
        server.call("XREADGROUP", "GROUP", "workers", "ann", "STREAMS", "stream", ">");
        try (RawClient client = server.connect()) {
            client.call("SELECT", "3");
            for (int i = 0; i < 3000; i++) {
                client.command("SET", List.of("user:", "cart:", "s:item_").get(i % 3) + i, "v".repeat(i % 50));
            }
            client.replies(3000);
            client.call("HSET", "odd", "a", "1");
        }
        server.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
        server.call("SET", "fleeting", "1", "EX", "1000");
        server.call("CONFIG", "SET", "slowlog-log-slower-than", "-1");
        server.call("NOSUCHCOMMAND");
        server.call("EVAL", "for i = 1, 1e6 do local square = i * i end return 1", "0");
        int exporterPort = FreePorts.next();
        exporter = RunningServer.start(
                Program.REDIS_EXPORTER,
                folder,
                List.of(
                        "-redis.addr=redis://127.0.0.1:" + server.port(),
                        "-web.listen-address=127.0.0.1:" + exporterPort,
                        "-include-system-metrics",
                        "-include-config-metrics",
                        "-check-keys=db0=text,db0=l*,db0=hll,db0=absent,db3=user:1*",
                        "-check-single-keys=db0=number,db3=odd",
                        "-check-streams=db0=str*",
                        "-check-key-groups=^(.*)_[^_]+$,^([a-z]+)(:)",
                        "-max-distinct-key-groups=2",
                        "-count-keys=db0=*t*,db3=cart:*"));
        attache = Adapter.start("""
            sources:
              cache:
                kind: redis
                address: 127.0.0.1:%d
                keys: [db0=text, number, "l*", hll, absent, "db3=user:1*", db3=odd]
                streams: ["str*"]
                count-keys: ["*t*", "db3=cart:*"]
                key-groups: ["^(.*)_[^_]+$", "^([a-z]+)(:)"]
                key-groups-max: 2
                settings: true
                system: true
            """.formatted(server.port()));
        twins = new Twins(exporterPort, attache, "");
        Eventually.passes(() -> assertThat(twins.exporterText()).contains("redis_up 1", "slave_state=\"online\""));
    }

    @AfterAll
    static void end() throws IOException {
        attache.close();
        exporter.close();
        replica.close();
        server.close();
    }

    static boolean isOfRedis(String name) {
        return name.startsWith("redis_")
                && !name.startsWith("redis_exporter_build_info")
                && !name.startsWith("redis_exporter_scrape_duration_seconds")
                && !name.startsWith("redis_target_scrape")
                && !name.startsWith("redis_last_key_groups");
    }

    static boolean isRestless(String series) {
        return RESTLESS.contains(series) || RESTLESS_PREFIXES.stream().anyMatch(series::startsWith);
    }

    @Test
    void everyNameOfTheExporterIsThereWithItsType() throws IOException {
        Map<String, MetricType> theirs = twins.exporterPage().types();
        Map<String, MetricType> ours = attache.read().types();

        theirs.keySet().removeIf(name -> !isOfRedis(name));
        assertThat(theirs).hasSizeGreaterThan(120);
        assertThat(ours).containsAllEntriesOf(theirs);
    }

    @Test
    void everySeriesOfTheExporterIsThereWithItsValue() throws IOException {
        Twins.Outcome outcome = twins.compare(RedisExporterIT::isOfRedis, RedisExporterIT::isRestless);

        assertThat(outcome.wrong()).isEmpty();
        twins.exporterPage()
                .series()
                .forEach((series, value) -> assertThat(!isOfRedis(series) || !value.isNaN())
                        .as(series)
                        .isTrue());
        assertThat(outcome.compared())
                .hasSizeGreaterThan(400)
                .contains(
                        "redis_key_size{db=\"db0\",key=\"hll\"}",
                        "redis_key_value_as_string{db=\"db0\",key=\"text\",val=\"a \"word\"\\\"}",
                        "redis_stream_group_consumer_messages_pending{consumer=\"ann\",db=\"db0\",group=\"workers\","
                                + "stream=\"stream\"}",
                        "redis_keys_count{db=\"db0\",key=\"*t*\"}",
                        "redis_keys_count{db=\"db3\",key=\"cart:*\"}",
                        "redis_key_size{db=\"db3\",key=\"odd\"}",
                        "redis_key_value_as_string{db=\"db3\",key=\"user:111\",val=\"vvvvvvvvvvv\"}",
                        "redis_key_group_count{db=\"db0\",key_group=\"unclassified\"}",
                        "redis_key_group_count{db=\"db3\",key_group=\"cart:\"}",
                        "redis_key_group_memory_usage_bytes{db=\"db3\",key_group=\"overflow\"}",
                        "redis_number_of_distinct_key_groups{db=\"db15\"}",
                        "redis_slowlog_length",
                        "redis_latency_spike_last{event_name=\"command\"}");
    }

    @Test
    void prometheusFindsNoFaultThatItDoesNotFindInTheExporter() throws IOException {
        Set<String> theirs = Twins.lint(folder, "theirs", twins.exporterText());
        Set<String> ours = Twins.lint(folder, "ours", attache.page());

        ours.removeAll(theirs);
        ours.removeIf(each -> NEWER.contains(each.substring(0, each.indexOf(' '))));
        assertThat(ours).isEmpty();
    }

    @Test
    void aReplicaTellsOfItsMaster() throws Exception {
        try (Adapter beside =
                Adapter.start("sources: {copy: {kind: redis, address: \"127.0.0.1:" + replica.port() + "\"}}")) {
            String labels = "{master_host=\"127.0.0.1\",master_port=\"" + server.port() + "\"}";
            Page page = beside.read();

            assertThat(page.value("redis_master_link_up" + labels)).isEqualTo(1);
            assertThat(page.value("redis_slave_repl_offset" + labels)).isPositive();
            assertThat(page.series().keySet()).anyMatch(each -> each.startsWith("redis_slave_info{"));
        }
    }
}
