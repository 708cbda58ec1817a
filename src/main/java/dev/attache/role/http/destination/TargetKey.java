package dev.attache.role.http.destination;

import dev.attache.role.http.route.Destination;

/// What stays the same of a destination when routes change.
///
/// @param experiment empty where no experiment decides
/// @param arm empty where no experiment decides
public record TargetKey(String cluster, String experiment, String arm) {
    static TargetKey of(Destination destination) {
        return new TargetKey(destination.cluster(), destination.experiment(), destination.arm());
    }
}
