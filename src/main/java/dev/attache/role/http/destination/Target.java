package dev.attache.role.http.destination;

import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.experiment.ArmTally;
import dev.attache.role.http.mirror.MirrorSender;
import dev.attache.role.http.rewrite.Rewrite;
import dev.attache.role.http.route.Destination;
import org.jspecify.annotations.Nullable;

/// A destination as one event loop sees it: its own connections to the cluster, and its own counters.
///
/// @param tally null where no experiment leads there
/// @param rewrite what its route changes in messages
/// @param mirror copies its requests; null where nothing does
public record Target(
        Destination destination,
        UpstreamCluster cluster,
        TargetStats stats,
        @Nullable ArmTally tally,
        Rewrite rewrite,
        @Nullable MirrorSender mirror) {}
