package dev.attache.config;

/// How much of what a route takes may be under way at once, and whether it gives way under load.
@Doc("how much of what the route takes may be under way at once, and whether it gives way under load")
public record RouteLimitConfig(
        @Doc("requests at once, all event loops together; further ones are answered 503, and 0 sets no bound")
        @Default("0")
        @Range(min = "0", max = "1000000")
        int requests,

        @Doc("whether requests are turned away where their cluster's learnt bound is reached; false lets such as checks"
                + " of health through")
        @Default("true")
        boolean shed) {}
