package dev.attache.upstream.probe;

import java.util.function.Consumer;

/// One way to find out how something is. Used by one event loop alone, one question at a time.
public interface Probe {
    /// Asks once.
    ///
    /// @param answer to be told once, on the loop; not after [#release]
    void ask(Consumer<Finding> answer);

    /// Gives back what it holds and listens to no answer any more.
    void release();

    /// What an answer that has not come in time is waiting for; empty where there is no more to say than that.
    default String progress() {
        return "";
    }
}
