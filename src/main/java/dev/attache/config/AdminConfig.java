package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;

/// The operator's HTTP endpoint.
@Doc("the operator's HTTP endpoint: health, metrics, what is in force, drain and quit")
public record AdminConfig(
        @Doc("address of /livez, /readyz, /metrics and the rest") @Default("127.0.0.1:9900") @Listens
        Address listen,

        @Doc("bearer token that POST needs; without one, POST is taken from loopback only") @Default("")
        Secret token) {}
