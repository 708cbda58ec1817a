package dev.attache.role;

import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.observe.Observer;
import dev.attache.upstream.Clusters;
import java.util.function.Consumer;

/// What the house gives a role to work with.
///
/// @param name the role's name in the file
/// @param tallies what log roles have read
/// @param finished takes, from a role that has nothing more to do, the reason why; the process ends when every role
///     has told one
public record RoleContext(
        String name,
        EventLoops loops,
        Clusters clusters,
        Observer observer,
        Ticker ticker,
        LogTallies tallies,
        Consumer<String> finished) {

    /// For roles that end only when they are asked to, and know no others.
    public RoleContext(String name, EventLoops loops, Clusters clusters, Observer observer, Ticker ticker) {
        this(name, loops, clusters, observer, ticker, new LogTallies(), _ -> {});
    }
}
