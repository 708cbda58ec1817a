/// Commands that concern several shards: split by key or sent to all, their replies gathered and merged into one. Start
/// at [dev.attache.role.redis.gather.Gather].
///
/// ```
/// Splitter, FanOut ──▶ Gather   one for each command; takes the parts' replies from the shards
///                        └▶ Merger (Mergers, ValueMerger, FanOutMergers, InfoMerger, SlowLogMerger)
/// ```
/// What must be whole meanwhile is bounded for all clients together by
/// [dev.attache.role.redis.gather.HeldBudget], and for one loop by its `GatherGate`.
///
/// Must not know how a command was found, nor which commands attache answers itself.
@NullMarked
package dev.attache.role.redis.gather;

import org.jspecify.annotations.NullMarked;
