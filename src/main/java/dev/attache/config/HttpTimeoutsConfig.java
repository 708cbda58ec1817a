package dev.attache.config;

import java.time.Duration;

/// How long things may take; what happens then stands in `docs/http.md`.
///
/// @param eachTry the key is `try`, a word that Java keeps
@Doc("how long things may take; docs/http.md says what happens then")
public record HttpTimeoutsConfig(
        @Doc("from the first byte of a request to the end of its head") @Default("10s") @Range(min = "10ms", max = "1h")
        Duration head,

        @Doc("from the end of a request's head to the head of its response, all tries together")
        @Default("60s")
        @Range(min = "10ms", max = "24h")
        Duration request,

        @Doc("the same for one try, from its connection on")
        @Default("30s")
        @Key("try")
        @Range(min = "10ms", max = "24h")
        Duration eachTry,

        @Doc("how long a body, or a tunnel, may stand still") @Default("60s") @Range(min = "10ms", max = "24h")
        Duration stall,

        @Doc("the whole of an exchange or tunnel, from the request's head to the last byte of its answer; 0 sets no"
                + " bound")
        @Default("0")
        @Range(min = "0", max = "168h")
        Duration stream,

        @Doc("how long a client's connection is kept without a request")
        @Default("75s")
        @Range(min = "10ms", max = "24h")
        Duration keepAlive) {}
