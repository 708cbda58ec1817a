package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Alone, because it counts the processes of a name that others start too.
@Tag("alone")
class ProcessIT {
    private static final String GROUP = "{groupname=\"redis-server\"}";

    @Test
    void aNameIsAGroupAndWhatItHasUsedStaysCounted() throws Exception {
        try (Adapter attache = Adapter.start("sources: {servers: {kind: process, names: [redis-server, nobody]}}")) {
            double before = attache.read().value("namedprocess_namegroup_num_procs" + GROUP);
            Page page;
            try (RedisServer server = RedisServer.start()) {
                page = attache.read();
                server.call("EVAL", "for i = 1, 1e7 do local square = i * i end return 1", "0");
                page = attache.read();
            }
            assertThat(page.value("namedprocess_namegroup_num_procs" + GROUP)).isGreaterThan(before);
            assertThat(page.value("namedprocess_namegroup_num_procs{groupname=\"nobody\"}"))
                    .isZero();
            assertThat(page.value("namedprocess_namegroup_num_threads" + GROUP)).isGreaterThanOrEqualTo(3);
            assertThat(page.value("namedprocess_namegroup_open_filedesc" + GROUP))
                    .isPositive();
            assertThat(page.value("namedprocess_namegroup_memory_bytes{groupname=\"redis-server\","
                            + "memtype=\"proportionalResident\"}"))
                    .isGreaterThan(1 << 20);
            double used = cpuSeconds(page);
            assertThat(used).isPositive();
            assertThat(cpuSeconds(attache.read())).isGreaterThanOrEqualTo(used);
        }
    }

    /// The kernel may lay all of a short load to either of the two.
    private static double cpuSeconds(Page page) {
        String cpu = "namedprocess_namegroup_cpu_seconds_total{groupname=\"redis-server\",mode=\"";
        return page.value(cpu + "user\"}") + page.value(cpu + "system\"}");
    }
}
