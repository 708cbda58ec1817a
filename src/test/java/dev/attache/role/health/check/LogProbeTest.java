package dev.attache.role.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.HealthShimConfig;
import dev.attache.config.LogCheckConfig;
import dev.attache.role.LogTallies;
import dev.attache.role.LogTally;
import dev.attache.testing.OwnTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class LogProbeTest {
    private static final int INFO = 9;
    private static final int WARN = 13;
    private static final int ERROR = 17;
    private static final int FATAL = 21;

    private final OwnTicker ticker = new OwnTicker();
    private final LogTallies tallies = new LogTallies();

    private static LogCheckConfig config(String more) throws ConfigException {
        String yaml = "roles:\n  shop: {kind: logs, inputs: [stdin]}\n  health:\n    kind: health\n"
                + "    listen: 127.0.0.1:0\n    checks: {it: {log: shop" + more + "}}\n";
        var role = (HealthShimConfig) ConfigLoader.parse(Path.of("a.yaml"), yaml, Map.of())
                .config()
                .roles()
                .get("health");
        return (LogCheckConfig)
                Objects.requireNonNull(Objects.requireNonNull(role).checks().get("it"));
    }

    private static String ask(LogProbe probe) {
        AtomicReference<String> why = new AtomicReference<>("no answer");
        probe.ask(finding -> why.set(finding.why()));
        return why.get();
    }

    private static void read(LogTally tally, int severity, int records) {
        for (int i = 0; i < records; i++) {
            tally.onRecord(severity);
        }
    }

    @Test
    void moreErrorsThanMayComeAreBadUntilTheyAreLongAgo() throws Exception {
        LogTally tally = tallies.open("shop");
        LogProbe probe = new LogProbe(config(", max: 2, within: 10s"), tallies, ticker);
        read(tally, ERROR, 50);
        assertThat(ask(probe)).as("what came before").isEmpty();
        read(tally, ERROR, 2);
        read(tally, WARN, 90);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(ask(probe)).isEmpty();
        read(tally, FATAL, 1);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(ask(probe)).isEqualTo("3 records of 93 within 10s are of level error or worse");
        ticker.advance(Duration.ofSeconds(10));
        assertThat(ask(probe)).as("the first are out of sight").isEmpty();
    }

    @Test
    void aShareCountsBesideTheNumber() throws Exception {
        LogTally tally = tallies.open("shop");
        LogProbe probe = new LogProbe(config(", level: warn, max: 1, share: 10%"), tallies, ticker);
        ask(probe);
        read(tally, INFO, 18);
        read(tally, WARN, 2);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(ask(probe)).isEmpty();
        read(tally, WARN, 1);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(ask(probe)).isEqualTo("3 records of 21 within 1m are of level warn or worse");
    }

    @Test
    void howOftenItIsAskedMakesNoDifferenceAndCostsNoMemory() throws Exception {
        LogTally tally = tallies.open("shop");
        LogProbe probe = new LogProbe(config(", max: 100, within: 10s, interval: 50ms"), tallies, ticker);
        for (int i = 0; i < 1000; i++) {
            read(tally, ERROR, 1);
            ticker.advance(Duration.ofMillis(50));
            boolean many = i > 100;
            assertThat(ask(probe)).as("after %d", i).matches(many ? "[0-9]+ records of .*" : "");
        }
        assertThat(ask(probe)).as("exact to a hundredth").matches("20[0-2] records of 20[0-2] within 10s .*");
        assertThat(probe.moments()).isLessThanOrEqualTo(LogProbe.MOMENTS_MAX + 1);
    }

    @Test
    void aRoleThatStartsAnewIsCountedAnewAndOneThatIsGoneIsBad() throws Exception {
        LogProbe probe = new LogProbe(config(", max: 0"), tallies, ticker);
        assertThat(ask(probe)).as("has not started yet").isEmpty();
        LogTally first = tallies.open("shop");
        ask(probe);
        read(first, ERROR, 5);
        assertThat(ask(probe)).startsWith("5 records");
        LogTally second = tallies.open("shop");
        tallies.close("shop", first);
        assertThat(ask(probe)).isEmpty();
        tallies.close("shop", second);
        assertThat(ask(probe)).isEqualTo("the log role does not run");
    }

    @Test
    void theRoleHasToBeThereAndOfTheKind() {
        String head = "roles:\n  health:\n    kind: health\n    listen: 127.0.0.1:0\n    checks: {it: {log: shpo}}\n";
        assertThatThrownBy(() -> ConfigLoader.parse(Path.of("a.yaml"), head, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no log role 'shpo'");
        assertThatThrownBy(() -> ConfigLoader.parse(
                        Path.of("a.yaml"), head + "  shop: {kind: logs, inputs: [stdin]}\n", Map.of()))
                .hasMessageContaining("shop");
        assertThatThrownBy(() -> config(", interval: 2m, within: 1m"))
                .hasMessageContaining("within: is shorter than the interval");
    }
}
