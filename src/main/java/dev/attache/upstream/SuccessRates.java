package dev.attache.upstream;

import dev.attache.config.EjectConfig.SuccessRateConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the endpoints that answer notably fewer requests well than the others, interval by interval.
///
/// An endpoint is ejected where its rate is below the mean of all by 1.9 standard deviations, as Envoy does it, and by
/// a
/// margin besides: where all do well the deviation is next to nothing, and any two requests that fail would be beyond
/// it. Only endpoints that are fit and had enough requests are compared. For one thread at a time.
final class SuccessRates {
    private static final double DEVIATIONS = 1.9;

    /// What an endpoint had done when the interval began.
    private record Mark(Endpoint endpoint, long ended, long bad) {}

    private List<Mark> marks = List.of();

    /// Begins an interval.
    void begin(List<Endpoint> endpoints) {
        List<Mark> fresh = new ArrayList<>();
        for (Endpoint each : endpoints) {
            if (each.state() instanceof EndpointState.Healthy) {
                fresh.add(new Mark(each, each.load().ended(), each.load().bad()));
            }
        }
        marks = fresh;
    }

    /// Ends the interval and ejects whoever is to be ejected.
    void judge(SuccessRateConfig config) {
        List<Endpoint> compared = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (Mark mark : marks) {
            long ended = mark.endpoint.load().ended() - mark.ended;
            long bad = mark.endpoint.load().bad() - mark.bad;
            if (ended >= config.requests()) {
                compared.add(mark.endpoint);
                rates.add(1 - (double) bad / ended);
            }
        }
        if (compared.size() < config.endpoints()) {
            return;
        }
        double mean = mean(rates);
        double least = least(rates, mean, config.margin().value());
        for (int i = 0; i < compared.size(); i++) {
            if (rates.get(i) < least) {
                compared.get(i)
                        .onOutlier(String.format(
                                Locale.ROOT,
                                "answered %.1f%% of its requests well, the cluster %.1f%% on average",
                                rates.get(i) * 100,
                                mean * 100));
            }
        }
    }

    private static double mean(List<Double> rates) {
        return rates.stream().mapToDouble(Double::doubleValue).average().orElse(1);
    }

    private static double least(List<Double> rates, double mean, double margin) {
        double variance = rates.stream()
                .mapToDouble(rate -> (rate - mean) * (rate - mean))
                .average()
                .orElse(0);
        return mean - Math.max(DEVIATIONS * Math.sqrt(variance), margin);
    }
}
