package dev.attache.role.http.rewrite;

import dev.attache.config.MatchConfig;
import dev.attache.config.RewriteConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What one route changes in the requests and answers that pass. Immutable.
///
/// @param path leaves the target as it came where it says nothing
/// @param host empty where it stays
public record Rewrite(PathRewrite path, byte[] host, HeaderEdits request, HeaderEdits response) {
    /// Changes nothing.
    public static final Rewrite NONE = new Rewrite(PathRewrite.NONE, new byte[0], HeaderEdits.NONE, HeaderEdits.NONE);

    /// What a route's settings ask for.
    public static Rewrite of(RewriteConfig config, MatchConfig match) {
        return config.isSet()
                ? new Rewrite(
                        PathRewrite.of(config.path(), match.path()),
                        config.host().getBytes(StandardCharsets.US_ASCII),
                        HeaderEdits.of(config.request()),
                        HeaderEdits.of(config.response()))
                : NONE;
    }

    /// The same, and a header that clients send is left out.
    public Rewrite without(String header) {
        return new Rewrite(path, host, request.and(List.of(header), ""), response);
    }
}
