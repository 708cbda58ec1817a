package dev.attache.balance;

/// How one of several endpoints is chosen for a request that could go to any. For one thread, without allocation: each
/// event loop has its own, and what they have to know of each other stands in the [Load]s that they share.
public sealed interface Policy permits RoundRobinPolicy, LeastRequestsPolicy, PeakEwmaPolicy {
    /// @param passedOver one that has just failed; [Candidates#NONE] where none has
    /// @param now nanoseconds of the clock that the loads are told of
    /// @return [Candidates#NONE] where there is none to choose
    int choose(Candidates from, int passedOver, long now);
}
