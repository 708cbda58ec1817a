package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.AttacheConfig;
import dev.attache.config.HttpConfig;
import dev.attache.config.MatchConfig;
import dev.attache.config.MirrorConfig;
import dev.attache.config.RouteConfig;
import dev.attache.config.SplitConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The plan of an HTTP ambassador.
final class HttpPlan {
    private static final int ROUTES_SHOWN_MAX = 32;

    private HttpPlan() {}

    static Plan of(String name, HttpConfig role, AttacheConfig config) {
        List<Plan.Point> points = new ArrayList<>();
        role.routes().stream()
                .limit(ROUTES_SHOWN_MAX)
                .forEach(each ->
                        points.add(new Plan.Point("routes", demands(each.match()) + ": " + deed(each, config))));
        int more = role.routes().size() - ROUTES_SHOWN_MAX;
        if (more > 0) {
            points.add(new Plan.Point("routes", "and " + more + " more"));
        }
        points.add(new Plan.Point("otherwise", "what no route takes is answered 404"));
        String how = role.tls().isOn() ? " clients, by TLS 1.2 and 1.3" : " clients, in the clear";
        points.add(new Plan.Point("admits", "at most " + role.maxClients() + how));
        points.add(new Plan.Point("tells", told(role)));
        guarantees(role).forEach(each -> points.add(new Plan.Point("guarantees", each)));
        limits(role).forEach(each -> points.add(new Plan.Point("leaves open", each)));
        return new Plan("role " + name + ": http on " + role.listen(), points);
    }

    private static String demands(MatchConfig match) {
        List<String> demands = new ArrayList<>();
        demands.add(match.methods().isEmpty() ? match.path() : String.join("|", match.methods()) + " " + match.path());
        if (!match.host().isEmpty()) {
            demands.add("host " + match.host());
        }
        match.headers().forEach((header, value) -> demands.add("header " + header + "=" + value));
        match.query().forEach((parameter, value) -> demands.add("query " + parameter + "=" + value));
        return String.join(", ", demands);
    }

    private static String deed(RouteConfig route, AttacheConfig config) {
        if (!route.split().arms().isEmpty()) {
            return "split by " + identity(route.split().by()) + ": " + arms(route.split()) + beside(route);
        }
        if (!route.redirect().to().isEmpty()) {
            return "redirect " + route.redirect().status() + " to "
                    + route.redirect().to();
        }
        if (route.respond().status() > 0) {
            return "answer " + route.respond().status();
        }
        var cluster = config.clusters().get(route.cluster());
        int endpoints = cluster == null ? 0 : cluster.endpoints().size();
        return "to cluster " + route.cluster() + ", " + endpoints + (endpoints == 1 ? " endpoint" : " endpoints")
                + beside(route);
    }

    private static String beside(RouteConfig route) {
        List<String> more = new ArrayList<>();
        if (route.split().guard().isOn()) {
            more.add("arms that are worse are taken out");
        }
        if (route.rewrite().isSet()) {
            more.add("rewritten");
        }
        if (route.mirror().isSet()) {
            boolean compared = route.mirror().answers() == MirrorConfig.Answers.COMPARE;
            more.add(route.mirror().share() + " mirrored to " + route.mirror().cluster()
                    + (compared ? " and compared" : ""));
        }
        return more.isEmpty() ? "" : "; " + String.join("; ", more);
    }

    private static String identity(SplitConfig.IdentityConfig by) {
        if (!by.cookie().isEmpty()) {
            return "cookie " + by.cookie();
        }
        if (!by.header().isEmpty()) {
            return "header " + by.header();
        }
        if (!by.query().isEmpty()) {
            return "query " + by.query();
        }
        return by.from().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String arms(SplitConfig split) {
        long total = split.arms().values().stream()
                .mapToLong(SplitConfig.ArmConfig::weight)
                .sum();
        return split.arms().entrySet().stream()
                .map(each -> each.getKey()
                        + String.format(
                                Locale.ROOT, " %.1f%%", 100.0 * each.getValue().weight() / total)
                        + " to " + each.getValue().cluster())
                .collect(Collectors.joining(", "));
    }

    private static String told(HttpConfig role) {
        String how = switch (role.forward().headers()) {
            case X_FORWARDED -> "X-Forwarded-For, -Proto and -Host";
            case FORWARDED -> "Forwarded";
            case BOTH -> "X-Forwarded-For, -Proto, -Host and Forwarded";
            case NONE -> "nothing of the client";
        };
        int hops = role.forward().trustedHops();
        return "upstreams get " + how + "; "
                + (hops == 0
                        ? "what clients say there themselves is left out"
                        : "what the last " + hops + (hops == 1 ? " proxy" : " proxies") + " in front said is kept");
    }

    private static List<String> guarantees(HttpConfig role) {
        List<String> guarantees = new ArrayList<>();
        guarantees.add("a request that may have run is sent again only where that changes nothing: without a body, and"
                + " with a method that is idempotent; retries add a fifth at most");
        guarantees.add("a message that can be read in two ways reaches neither an upstream nor a client");
        boolean splits =
                role.routes().stream().anyMatch(each -> !each.split().arms().isEmpty());
        if (splits) {
            guarantees.add("a visitor stays on one arm, after a restart and on every replica; an arm whose weight grows"
                    + " only wins visitors");
        }
        guarantees.add("an upstream that is silent for "
                + HumanDuration.format(role.timeouts().eachTry()) + " is given up, and the client told so");
        return guarantees;
    }

    private static List<String> limits(HttpConfig role) {
        List<String> limits = new ArrayList<>();
        boolean unsigned = role.routes().stream()
                .map(RouteConfig::split)
                .anyMatch(split ->
                        !split.by().cookie().isEmpty() && !split.cookie().key().isSet());
        if (unsigned) {
            limits.add("visitors can make up the cookie that tells them, since no cookie.key signs it");
        }
        limits.add("upstreams are spoken to in HTTP/1.1, and in the clear where their cluster has no tls");
        return limits;
    }
}
