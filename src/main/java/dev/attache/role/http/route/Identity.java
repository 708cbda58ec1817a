package dev.attache.role.http.route;

import dev.attache.config.SplitConfig;
import dev.attache.config.SplitConfig.IdentityConfig.From;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Who counts as one visitor.
sealed interface Identity {
    static Identity of(SplitConfig config) {
        var by = config.by();
        if (!by.cookie().isEmpty()) {
            return new ByCookie(VisitorCookie.of(by.cookie(), config.cookie()));
        }
        if (!by.header().isEmpty()) {
            return new ByHeader(by.header().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
        if (!by.query().isEmpty()) {
            return new ByQuery(by.query().getBytes(StandardCharsets.UTF_8));
        }
        return by.from() == From.CLIENT_IP ? new ByClientIp() : new ByRandom();
    }

    record ByCookie(VisitorCookie cookie) implements Identity {}

    /// @param name in small letters
    record ByHeader(byte[] name) implements Identity {}

    record ByQuery(byte[] name) implements Identity {}

    record ByClientIp() implements Identity {}

    /// Each request is a visitor of its own.
    record ByRandom() implements Identity {}
}
