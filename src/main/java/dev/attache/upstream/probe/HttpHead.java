package dev.attache.upstream.probe;

import java.util.List;

/// What an answer over HTTP says before its body, whatever version of HTTP has brought it. Good until its judge
/// returns.
public interface HttpHead {
    int status();

    /// The values of a header, in the order in which they came; empty where there is none.
    ///
    /// @param name in small letters
    List<String> values(String name);
}
