package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RedisServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a scrape is, whatever is asked: dead sources, slow ones, many scrapers.
class ScrapeIT {
    private static String redis(String name, int port) {
        return "  " + name + ": {kind: redis, address: \"127.0.0.1:" + port + "\"}\n";
    }

    @Test
    void aDeadSourceIsToldAsDownAndTheRestIsThere() throws Exception {
        int nobody = FreePorts.next();
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("sources:\n  dead: {kind: redis, address: \"127.0.0.1:" + nobody
                        + "\", labels: {of: dead}}\n" + redis("alive", server.port()))) {
            Page page = attache.read();

            assertThat(page.value("attache_source_up{source=\"dead\"}")).isZero();
            assertThat(page.value("attache_source_up{source=\"alive\"}")).isEqualTo(1);
            assertThat(page.series()).containsKey("redis_commands_processed_total");
            assertThat(attache.observer().messages()).anyMatch(each -> each.contains("dead"));
            assertThat(attache.role().status().facts())
                    .containsEntry("listen", "127.0.0.1:" + attache.port())
                    .containsEntry("scrapes", 1L);
            assertThat(attache.role().status().detail()).isEqualTo("cannot be asked: dead");
        }
    }

    @Test
    void oneThatHangsIsNotWaitedForLongerThanTheScraperWaits() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("sources:\n" + redis("cache", server.port()))) {
            assertThat(attache.read().value("redis_up")).isEqualTo(1);
            server.suspend();
            long start = Ticker.SYSTEM.nanos();
            Page page = attache.read("X-Prometheus-Scrape-Timeout-Seconds: 1");
            long millis = (Ticker.SYSTEM.nanos() - start) / 1_000_000;
            server.resume();

            assertThat(page.value("redis_up")).isZero();
            assertThat(millis).isBetween(300L, 1000L);
            Eventually.passes(() -> assertThat(attache.read().value("redis_up")).isEqualTo(1));
        }
    }

    @Test
    void oneThatTakesTooLongIsGivenUpAndAskedAnew() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("timeout: 200ms\nsources:\n" + redis("cache", server.port()))) {
            server.suspend();
            Page page = attache.read();

            assertThat(page.value("redis_up")).isZero();
            server.resume();
            Eventually.passes(() -> assertThat(attache.read().value("redis_up")).isEqualTo(1));
            assertThat(attache.observer().messages()).anyMatch(each -> each.contains("answers again"));
        }
    }

    @Test
    void aServerThatCameBackIsAskedInTheSameScrape() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("sources:\n" + redis("cache", server.port()))) {
            attache.read();
            server.restartEmpty();

            assertThat(attache.read().value("redis_up")).isEqualTo(1);
        }
    }

    @Test
    void manyScrapersShareOneAnswer() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("cache: 1m\nsources:\n" + redis("cache", server.port()));
                ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Double> scrape = () -> attache.read().value("redis_exporter_scrapes_total");
            List<Future<Double>> all =
                    scrapers.invokeAll(Stream.generate(() -> scrape).limit(20).toList());

            for (Future<Double> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() throws Exception {
        try (RedisServer server = RedisServer.start("--requirepass", "right-horse");
                Adapter attache = Adapter.start("sources:\n  cache: {kind: redis, address: \"127.0.0.1:" + server.port()
                        + "\", password: wrong-horse}\n")) {
            String page = attache.page();

            assertThat(page).contains("redis_up 0", "WRONGPASS").doesNotContain("horse");
            assertThat(String.join("\n", attache.observer().messages())).doesNotContain("horse");
        }
    }

    @Test
    void whatIsBeyondTheBoundOfANameIsCounted() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("series-max: 3\nsources:\n" + redis("cache", server.port()))) {
            for (String command : List.of("GET", "INCR", "TTL", "EXISTS", "TYPE")) {
                server.call(command, "a");
            }
            Page page = attache.read();

            assertThat(page.series().keySet().stream().filter(each -> each.startsWith("redis_commands_total")))
                    .hasSize(4)
                    .contains("redis_commands_total{overflow=\"true\"}");
            assertThat(page.value("attache_source_samples_overflowed{source=\"cache\"}"))
                    .isPositive();
        }
    }

    @Test
    void openMetricsEndsAsItShouldAndKeepsEveryName() throws Exception {
        try (RedisServer server = RedisServer.start();
                Adapter attache = Adapter.start("sources:\n" + redis("cache", server.port()))) {
            String page = attache.page("Accept: application/openmetrics-text;version=1.0.0");

            assertThat(page)
                    .endsWith("# EOF\n")
                    .contains("# TYPE redis_commands_processed counter\n", "\nredis_commands_processed_total ")
                    .contains("# TYPE redis_total_error_replies unknown\n", "\nredis_total_error_replies ");
            assertThat(attache.read("Accept: application/openmetrics-text")
                            .series()
                            .keySet())
                    .containsAll(attache.read().series().keySet());
        }
    }

    @Test
    void aSourceThatAReloadLeavesAsItIsKeepsWhatItHasCounted() throws Exception {
        try (RedisServer server = RedisServer.start();
                RedisServer other = RedisServer.start();
                Adapter attache = Adapter.start("sources:\n" + redis("cache", server.port()))) {
            attache.read();
            String second =
                    "  other: {kind: redis, address: \"127.0.0.1:" + other.port() + "\", labels: {of: other}}\n";

            assertThat(attache.reload("sources:\n" + redis("cache", server.port()) + second))
                    .isTrue();
            Page page = attache.read();
            assertThat(page.value("redis_exporter_scrapes_total")).isEqualTo(2);
            assertThat(page.value("redis_exporter_scrapes_total{of=\"other\"}")).isEqualTo(1);
        }
    }

    @Test
    void otherPagesAreRefused() throws Exception {
        try (Adapter attache = Adapter.start("sources:\n" + redis("dead", FreePorts.next()))) {
            assertThat(HttpAnswer.get(attache.port(), "/other").status()).isEqualTo(404);
            assertThat(HttpAnswer.of(attache.port(), "POST", "/metrics").status())
                    .isEqualTo(405);
        }
    }

    @Test
    void theFirstPageSaysWhereTheMetricsAreAndHowTheSourcesAre() throws Exception {
        try (RedisServer server = RedisServer.start("--requirepass", "hush");
                Adapter attache = Adapter.start("sources:\n" + redis("cache", server.port()))) {
            assertThat(HttpAnswer.get(attache.port(), "/").body()).contains("GET /metrics", "cache: not asked yet");
            attache.read();
            HttpAnswer page = HttpAnswer.of(attache.port(), "GET", "/", "Accept: text/html,*/*");

            assertThat(HttpAnswer.get(attache.port(), "/").body()).contains("cache: down: ", "NOAUTH");
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.body()).contains("<a href=\"/metrics\">", "<li>cache: down: ", "NOAUTH");
        }
    }
}
