package dev.attache.config;

import java.util.Set;

/// Sends the client to another place.
@Doc("sends the client to another place")
public record RedirectConfig(
        @Doc("the place; {host}, {path} and {query} stand for those of the request, the last with its question mark")
        @Default("")
        String to,

        @Doc("301, 302, 303, 307 or 308") @Default("302") @Range(min = "301", max = "308")
        int status) {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    public RedirectConfig {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("status: is 301, 302, 303, 307 or 308");
        }
        if (to.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("to: holds a blank or what no address has");
        }
    }
}
