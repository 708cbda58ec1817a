package dev.attache.config;

import dev.attache.base.ByteSize;
import java.time.Duration;

/// Bounds on what clients and upstreams may send; what happens at each stands in `docs/http.md`.
@Doc("bounds on what clients and upstreams may send; docs/http.md says what happens at each")
public record HttpLimitsConfig(
        @Doc("longest head of a request or response") @Default("32KiB") @Range(min = "1KiB", max = "60KiB")
        ByteSize head,

        @Doc("most header lines of a head") @Default("100") @Range(min = "8", max = "1000")
        int headers,

        @Doc("longest request target") @Default("8KiB") @Range(min = "64B", max = "32KiB")
        ByteSize target,

        @Doc("longest body of a request; 0 sets no bound, bodies are never held whole")
        @Default("0")
        @Range(min = "0", max = "1024GiB")
        ByteSize body,

        @Doc("bytes a second that a request's body of announced length has to bring on average; 0 admits any pace")
        @Default("240B")
        @Range(min = "0", max = "1GiB")
        ByteSize bodyRate,

        @Doc("bytes a second that a client has to take of an answer on average, while it takes less than there is; 0"
                + " admits any pace")
        @Default("240B")
        @Range(min = "0", max = "1GiB")
        ByteSize answerRate,

        @Doc("time on top of what the two rates allow") @Default("10s") @Range(min = "0", max = "1h")
        Duration rateGrace) {}
