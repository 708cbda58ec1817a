package dev.attache.config;

import dev.attache.base.Ratio;

/// One JSON line for each request.
@Doc("one JSON line for each request")
public record AccessLogConfig(
        @Doc("file that lines are added to, or stdout or stderr; empty writes none") @Default("")
        String to,

        @Doc("share of the requests that is written; what failed (5xx, refused, cut) always is")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio sample) {}
