package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import dev.attache.base.logic.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Health shim: checks an app and what it depends on, and answers probes for it.
///
/// @param checks by name, in the file's order
/// @param live a sentence as [Expression] reads it; empty is true while attache works
/// @param ready the same; empty is true when all checks pass
/// @param startup the same; empty is as `ready`
@Doc("health shim: checks an app and what it depends on, and answers probes for it")
@Kind("health")
public record HealthShimConfig(
        @Doc("address of /livez, /readyz and /startupz") @Listens
        Address listen,

        @Doc("certificate of that address; without one it speaks in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("what is looked at, by name; at most 200") Map<String, CheckConfig> checks,

        @Doc("when /livez says yes: names of checks with &&, ||, !, parentheses and atleast(n, ...); empty says yes"
                + " while attache works")
        @Default("")
        String live,

        @Doc("when /readyz says yes; empty when all checks pass") @Default("")
        String ready,

        @Doc("when /startupz says yes, which it goes on to say once it did; empty as ready") @Default("")
        String startup,

        @Doc("whether a check that others depend on too, shared: true, can make /livez say no") @Default("false")
        boolean sharedFailsLive,

        @Doc("how long after the start /livez says yes whatever the checks say, unless /startupz has said it before")
        @Default("0")
        @Range(min = "0", max = "24h")
        Duration grace,

        @Doc("how long a stop waits at least, while /readyz says no, so that whoever sends traffic learns of it")
        @Default("0")
        @Range(min = "0", max = "10m")
        Duration linger,

        @Doc("answers by gRPC") @Default("{}") GrpcFaceConfig grpc,

        @Doc("address of HAProxy's agent check, which tells readiness in one line; empty answers nowhere") @Default("")
        String agent,

        @Doc("folder in which the files live, ready and startup stand while the answer is yes, for probes that run a"
                + " program; empty writes none")
        @Default("")
        String files,

        @Doc("who is told of changes") @Default("{}") WebhookConfig webhook,

        @Doc("bearer token that POST needs; without one, POST is taken from this machine only") @Default("")
        Secret token)
        implements RoleConfig {
    /// Checks of one role.
    public static final int CHECKS_MAX = 200;

    public HealthShimConfig {
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("checks: a role needs at least one");
        }
        if (checks.size() > CHECKS_MAX) {
            throw new IllegalArgumentException("checks: a role has at most " + CHECKS_MAX);
        }
        if (!files.isEmpty()) {
            CheckRules.path("files", files);
        }
        try {
            CheckRules.listen(agent);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("agent: no address such as 127.0.0.1:8088", e);
        }
        refuseUnknown("live", live, checks);
        refuseUnknown("ready", ready, checks);
        refuseUnknown("startup", startup, checks);
    }

    /// Every address that a role with these settings binds.
    public List<Address> listens() {
        List<Address> all = new ArrayList<>(List.of(listen));
        for (String each : List.of(grpc.listen(), agent)) {
            if (!each.isEmpty()) {
                all.add(Address.parse(each));
            }
        }
        return all;
    }

    private static void refuseUnknown(String key, String sentence, Map<String, CheckConfig> checks) {
        if (sentence.isEmpty()) {
            return;
        }
        Expression expression;
        try {
            expression = Expression.parse(sentence);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
        for (String each : expression.names()) {
            if (!checks.containsKey(each)) {
                String nearest = Spelling.nearest(each, checks.keySet());
                throw new IllegalArgumentException(key + ": there is no check " + Wording.quoted(each)
                        + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
            }
        }
    }
}
