package dev.attache.role.http.tries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;
import dev.attache.config.RetryConfig;
import dev.attache.config.RouteRetryConfig;
import dev.attache.wire.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RetryRulesTest {
    private static final RetryConfig USUAL = role(List.of(), List.of());

    private static RetryConfig role(List<String> on, List<String> methods) {
        return new RetryConfig(new Ratio(0.2), 3, on, methods, Duration.ofMillis(25), new ByteSize(0));
    }

    @Test
    void usuallyFailuresAreRetriedAndAnswersAreNot() {
        RetryRules rules = RetryRules.of(USUAL);
        for (TryFailure each : TryFailure.values()) {
            assertThat(rules.retriesOn(each)).as(each.name()).isTrue();
        }
        for (int status = 200; status < 600; status++) {
            assertThat(rules.retriesOn(status)).as("status " + status).isFalse();
        }
    }

    @Test
    void usuallyOnlyIdempotentMethodsAreRepeated() {
        RetryRules rules = RetryRules.of(USUAL);
        for (HttpMethod each : HttpMethod.values()) {
            assertThat(rules.isRepeatable(each)).as(each.name()).isEqualTo(each.isIdempotent());
        }
    }

    @Test
    void whatIsListedTakesThePlaceOfTheUsual() {
        RetryRules rules = RetryRules.of(role(List.of("connect", "503"), List.of("POST")));
        assertThat(rules.retriesOn(TryFailure.CONNECT)).isTrue();
        assertThat(rules.retriesOn(TryFailure.RESET)).isFalse();
        assertThat(rules.retriesOn(503)).isTrue();
        assertThat(rules.retriesOn(502)).isFalse();
        assertThat(rules.isRepeatable(HttpMethod.POST)).isTrue();
        assertThat(rules.isRepeatable(HttpMethod.GET)).isFalse();
    }

    @Test
    void aRouteSaysForItselfWhatItSaysAtAll() {
        RetryConfig role = role(List.of("reset"), List.of("GET"));
        RetryRules silent =
                RetryRules.of(role, new RouteRetryConfig(0, List.of(), List.of(), Duration.ZERO, new ByteSize(0)));
        assertThat(silent.triesMax()).isEqualTo(3);
        assertThat(silent.retriesOn(TryFailure.RESET)).isTrue();
        assertThat(silent.retriesOn(TryFailure.TIMEOUT)).isFalse();

        RetryRules spoken = RetryRules.of(
                role, new RouteRetryConfig(5, List.of("timeout"), List.of(), Duration.ZERO, new ByteSize(64)));
        assertThat(spoken.triesMax()).isEqualTo(5);
        assertThat(spoken.retriesOn(TryFailure.RESET)).isFalse();
        assertThat(spoken.bodyBytesMax()).isEqualTo(64);
        assertThat(spoken.isRepeatable(HttpMethod.PUT)).isFalse();
    }

    @Test
    void waitsAreSpreadUpToABoundThatDoublesTenTimesTheFirstAtMost() {
        RetryRules rules = RetryRules.of(USUAL);
        SplittableRandom random = new SplittableRandom(3);
        long[] bounds = {25, 50, 100, 200, 250, 250};
        for (int further = 1; further <= bounds.length; further++) {
            long longest = 0;
            long sum = 0;
            for (int i = 0; i < 10_000; i++) {
                long wait = rules.waitNanos(further, random);
                longest = Math.max(longest, wait);
                sum += wait;
            }
            long bound = Duration.ofMillis(bounds[further - 1]).toNanos();
            assertThat(longest).isBetween(bound * 99 / 100, bound);
            assertThat(sum / 10_000).isBetween(bound * 48 / 100, bound * 52 / 100);
        }
    }
}
