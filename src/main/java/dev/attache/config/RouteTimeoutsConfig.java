package dev.attache.config;

import java.time.Duration;

/// How long things may take on one route, in place of what [HttpTimeoutsConfig] says for the role.
///
/// @param eachTry the key is `try`, a word that Java keeps
@Doc("how long things may take on this route; auto is what the role's timeouts say")
public record RouteTimeoutsConfig(
        @Doc("from the end of a request's head to the head of its response, all tries together")
        @Default("auto")
        @Auto
        @Range(min = "10ms", max = "24h")
        Duration request,

        @Doc("the same for one try, from its connection on")
        @Default("auto")
        @Auto
        @Key("try")
        @Range(min = "10ms", max = "24h")
        Duration eachTry,

        @Doc("how long a body, or a tunnel, may stand still") @Default("auto") @Auto @Range(min = "10ms", max = "24h")
        Duration stall,

        @Doc("the whole of an exchange or tunnel") @Default("auto") @Auto @Range(min = "10ms", max = "168h")
        Duration stream) {}
