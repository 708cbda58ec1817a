package dev.attache.config;

import java.time.Duration;

/// Passive ejection: an endpoint that fails real traffic is left out for a while.
///
/// @param lasting how long the endpoint stays out; the key is `for`, a word that Java keeps
@Doc("passive ejection: an endpoint that fails real traffic is left out for a while")
public record EjectConfig(
        @Doc("failures in a row that eject; 0 never ejects") @Default("3") @Range(min = "0", max = "1000000")
        int failures,

        @Doc("how long an ejected endpoint stays out before it is tried again")
        @Default("10s")
        @Key("for")
        @Range(min = "10ms", max = "24h")
        Duration lasting) {}
