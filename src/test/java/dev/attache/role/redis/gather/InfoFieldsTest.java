package dev.attache.role.redis.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InfoFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total_commands_processed | 3 | 4 | 7",
                "used_cpu_sys | 0.004208 | 1.000001 | 1.004209",
                "instantaneous_input_kbps | 0.02 | 0.10 | 0.12",
                "number_of_cached_scripts | 100 | 100 | 100",
                "loading | 0 | 1 | 1",
                "rdb_bgsave_in_progress | 1 | 0 | 1",
                "rdb_last_bgsave_time_sec | -1 | 3 | 3",
                "rdb_last_bgsave_status | ok | err | err",
                "rdb_last_bgsave_status | err | ok | err",
                "aof_last_write_status | ok | ok | ok",
                "mem_fragmentation_ratio | 1.08 | 2.00 | 1.08",
                "used_memory_peak_perc | 100.20% | 99.00% | 100.20%",
                "uptime_in_seconds | 5 | 9 | 5",
                "redis_version | 7.0.15 | 7.2.0 | 7.0.15",
                "role | master | slave | master",
                "db0 | keys=1,expires=1,avg_ttl=100 | keys=5,expires=3,avg_ttl=500 | keys=6,expires=4,avg_ttl=400",
                "db0 | keys=1,expires=0,avg_ttl=0 | keys=5,expires=0,avg_ttl=0 | keys=6,expires=0,avg_ttl=0",
                "errorstat_ERR | count=1 | count=2 | count=3",
                "latency_percentiles_usec_get | p50=1.003,p99=5.0 | p50=2.007,p99=4.0 | p50=2.007,p99=5.0",
                "cmdstat_get | calls=1,usec=6,usec_per_call=6.00,rejected_calls=0,failed_calls=1 "
                        + "| calls=3,usec=6,usec_per_call=2.00,rejected_calls=2,failed_calls=1 "
                        + "| calls=4,usec=12,usec_per_call=3.00,rejected_calls=2,failed_calls=2",
                "nonsense | a=b | a=c,=d | a=0,=0"
            })
    void eachFieldIsPutTogetherAsItsMeaningAsks(String name, String left, String right, String together) {
        assertThat(InfoFields.add(name, left, right)).isEqualTo(together);
    }

    @ParameterizedTest
    @CsvSource({"0,0B", "1023,1023B", "1024,1.00K", "940976,918.92K", "25276530688,23.54G", "1125899906842624,1.00P"})
    void sizesForPeopleReadAsInRedis(long bytes, String text) {
        assertThat(InfoFields.humanSize(bytes)).isEqualTo(text);
    }

    @Test
    void sizesForPeopleFollowTheSums() {
        Map<String, String> section = new LinkedHashMap<>(Map.of(
                "used_memory", "2048", "used_memory_human", "1.00K", "maxmemory_human", "0B", "os_human", "a person"));

        InfoFields.renewHumanSizes(section);

        assertThat(section)
                .containsEntry("used_memory_human", "2.00K")
                .containsEntry("maxmemory_human", "0B")
                .containsEntry("os_human", "a person");
    }
}
