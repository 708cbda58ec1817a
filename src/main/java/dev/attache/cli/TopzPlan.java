package dev.attache.cli;

import dev.attache.base.HumanDuration;
import dev.attache.config.TopzConfig;
import java.util.List;

/// The plan of a process view.
final class TopzPlan {
    private TopzPlan() {}

    static Plan of(String name, TopzConfig role) {
        return new Plan(
                "role " + name + ": topz on " + role.listen() + (role.tls().isOn() ? " by TLS" : ""),
                List.of(
                        new Plan.Point(
                                "shows", "every process that attache sees: / for browsers, /topz, /json, /metrics"),
                        new Plan.Point(
                                "looks", "when it is asked, and not twice in " + HumanDuration.format(role.interval())),
                        new Plan.Point(
                                "guards",
                                role.token().isSet()
                                        ? "every page needs the bearer token"
                                        : "pages are for this machine only, as no token is set"),
                        new Plan.Point("guarantees", "what looks like a secret in a command line is masked"),
                        new Plan.Point("leaves open", "a secret that looks like any other word is shown")));
    }
}
