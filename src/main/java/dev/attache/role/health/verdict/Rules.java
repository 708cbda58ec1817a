package dev.attache.role.health.verdict;

import dev.attache.base.logic.Expression;
import dev.attache.config.CheckConfig;
import dev.attache.config.HealthShimConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How the endpoints are made of the checks: the settings, read once.
record Rules(
        Map<String, CheckConfig> checks,
        Map<Endpoint, Expression> sentences,
        Map<Endpoint, Set<String>> named,
        Map<Endpoint, Set<String>> negated,
        boolean sharedFailsLive,
        Duration grace) {
    static Rules of(HealthShimConfig config) {
        Expression ready = sentence(config.ready(), config.checks().keySet());
        Map<Endpoint, Expression> sentences = new EnumMap<>(Endpoint.class);
        sentences.put(Endpoint.LIVE, sentence(config.live(), List.of()));
        sentences.put(Endpoint.READY, ready);
        sentences.put(Endpoint.STARTUP, config.startup().isEmpty() ? ready : Expression.parse(config.startup()));
        Map<Endpoint, Set<String>> named = new EnumMap<>(Endpoint.class);
        Map<Endpoint, Set<String>> negated = new EnumMap<>(Endpoint.class);
        sentences.forEach((endpoint, sentence) -> {
            named.put(endpoint, sentence.names());
            negated.put(endpoint, sentence.unwanted());
        });
        return new Rules(config.checks(), sentences, named, negated, config.sharedFailsLive(), config.grace());
    }

    private static Expression sentence(String text, Iterable<String> names) {
        return text.isEmpty() ? Expression.allOf(names) : Expression.parse(text);
    }

    Expression sentence(Endpoint endpoint) {
        return Objects.requireNonNull(sentences.get(endpoint));
    }

    Set<String> names(Endpoint endpoint) {
        return Objects.requireNonNull(named.get(endpoint));
    }

    /// Names of checks that have to fail.
    Set<String> unwanted(Endpoint endpoint) {
        return Objects.requireNonNull(negated.get(endpoint));
    }
}
