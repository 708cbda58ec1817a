package dev.attache.config;

import dev.attache.base.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What no single value shows: names that lead nowhere, two listeners on one address, two endpoints
/// alike, a role that would call itself, a ring that fills one shard only.
///
/// Fed by the [Binder] while it reads, so that these mistakes are told beside those of single values.
final class CrossChecks {
    private static final String CLUSTERS = "clusters";
    private static final String ENDPOINTS = "endpoints";
    private static final String ROLES = "roles";

    private final Map<String, At> clusters = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Set<String> logRoles = new LinkedHashSet<>();
    private final List<Sighting<String>> references = new ArrayList<>();
    private final List<Sighting<String>> logReferences = new ArrayList<>();
    private final List<Sighting<Address>> listeners = new ArrayList<>();
    private final Map<String, List<Sighting<EndpointConfig>>> members = new LinkedHashMap<>();
    private final Map<String, List<Sighting<RouteConfig>>> routes = new LinkedHashMap<>();
    private final List<Sighting<ShardConfig>> rings = new ArrayList<>();
    private final List<Sighting<UpstreamTlsConfig>> unverified = new ArrayList<>();

    private record Sighting<T>(At at, Place place, T value) {}

    /// A name that the user chose was read.
    void onEntry(At at, String name) {
        if (at.parent().equals(CLUSTERS)) {
            clusters.put(name, at);
        } else if (at.parent().equals(ROLES)) {
            roles.put(at.path(), name);
        }
    }

    /// A value was read.
    void onValue(At at, Place place, Object value) {
        Field field = at.field();
        if (value instanceof EndpointConfig endpoint) {
            members.computeIfAbsent(at.parent(), _ -> new ArrayList<>()).add(new Sighting<>(at, place, endpoint));
        } else if (value instanceof LogsConfig) {
            logRoles.add(roles.getOrDefault(at.path(), ""));
        } else if (value instanceof ShardConfig ring) {
            rings.add(new Sighting<>(at, place, ring));
        } else if (value instanceof UpstreamTlsConfig tls) {
            if (tls.enabled() && !tls.verify()) {
                unverified.add(new Sighting<>(at, place, tls));
            }
        } else if (value instanceof RouteConfig route) {
            routes.computeIfAbsent(at.parent(), _ -> new ArrayList<>()).add(new Sighting<>(at, place, route));
        } else if (field != null && value instanceof String name && field.has(NamesCluster.class)) {
            if (!name.equals(field.fallback())) {
                references.add(new Sighting<>(at, place, name));
            }
        } else if (field != null && value instanceof String name && field.has(NamesLogs.class)) {
            logReferences.add(new Sighting<>(at, place, name));
        } else if (field != null && value instanceof Address address && field.has(Listens.class)) {
            listeners.add(new Sighting<>(at, place, address));
        }
    }

    void report(Mistakes mistakes) {
        for (Sighting<String> each : references) {
            if (!clusters.containsKey(each.value)) {
                String what = "there is no cluster " + Wording.quoted(each.value);
                String nearest = Spelling.nearest(each.value, clusters.keySet());
                mistakes.add(each.place, each.at.path(), what, "a name under clusters", nearest);
            }
        }
        for (Sighting<String> each : logReferences) {
            if (!logRoles.contains(each.value)) {
                String what = "there is no log role " + Wording.quoted(each.value);
                String nearest = Spelling.nearest(each.value, logRoles);
                mistakes.add(each.place, each.at.path(), what, "the name of a role of kind logs", nearest);
            }
        }
        reportMeetingListeners(mistakes);
        reportLoops(mistakes);
        members.values().forEach(cluster -> reportTwins(cluster, mistakes));
    }

    void warn(Mistakes warnings) {
        Set<String> used = new HashSet<>();
        references.forEach(each -> used.add(each.value));
        clusters.forEach((name, at) -> {
            if (!used.contains(name)) {
                warnings.add(at.key(), at.path(), "nothing uses this cluster");
            }
        });
        for (Sighting<ShardConfig> each : rings) {
            if (leavesShardsEmpty(each.value)) {
                String what = "crc32 has 15 bits, so the ketama ring puts nearly all keys on one shard; crc32a has 32";
                warnings.add(each.place, each.at.joined("hash"), what);
            }
        }
        for (Sighting<UpstreamTlsConfig> each : unverified) {
            String what = "certificates are not checked, so whoever is in between can read and change everything";
            warnings.add(each.place, each.at.joined("verify"), what);
        }
        routes.values().forEach(each -> warnOfRoutesInVain(each, warnings));
        if (roles.isEmpty()) {
            warnings.add(Place.START, ROLES, "there are no roles, so attache has nothing to do");
        }
    }

    /// twemproxy's `crc32` ends at 32,767, and ketama's points lie all over 2^32.
    private static boolean leavesShardsEmpty(ShardConfig shard) {
        return shard.ring() == ShardConfig.Ring.KETAMA && shard.hash() == ShardConfig.Hash.CRC32;
    }

    private static void warnOfRoutesInVain(List<Sighting<RouteConfig>> inOrder, Mistakes warnings) {
        for (int i = 1; i < inOrder.size(); i++) {
            Sighting<RouteConfig> later = inOrder.get(i);
            for (Sighting<RouteConfig> earlier : inOrder.subList(0, i)) {
                if (earlier.value.match().covers(later.value.match())) {
                    String what = "no request gets here: " + earlier.at.path() + " takes them all";
                    warnings.add(later.place, later.at.path(), what);
                    break;
                }
            }
        }
    }

    private void reportMeetingListeners(Mistakes mistakes) {
        List<Sighting<Address>> inOrder =
                listeners.stream().sorted((a, b) -> a.place.compareTo(b.place)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Sighting<Address> later = inOrder.get(i);
            for (Sighting<Address> earlier : inOrder.subList(0, i)) {
                if (Meeting.of(earlier.value, later.value)) {
                    String what = later.value + " meets " + earlier.value + " of " + earlier.at.path();
                    mistakes.add(later.place, later.at.path(), what, "an address of its own");
                    break;
                }
            }
        }
    }

    /// Roles that would be their own upstream.
    private void reportLoops(Mistakes mistakes) {
        for (Sighting<Address> listener : listeners) {
            String role = listener.at.parent() + ".";
            for (Sighting<String> reference : references) {
                At cluster = clusters.get(reference.value);
                if (cluster != null && reference.at.path().startsWith(role)) {
                    reportLoop(listener, members.getOrDefault(cluster.joined(ENDPOINTS), List.of()), mistakes);
                }
            }
        }
    }

    private static void reportLoop(
            Sighting<Address> listener, List<Sighting<EndpointConfig>> cluster, Mistakes mistakes) {
        for (Sighting<EndpointConfig> each : cluster) {
            if (Meeting.reaches(each.value.address(), listener.value)) {
                String what = listener.value + " is also " + each.at.path() + ", so the role would call itself";
                mistakes.add(listener.place, listener.at.path(), what);
            }
        }
    }

    private static void reportTwins(List<Sighting<EndpointConfig>> cluster, Mistakes mistakes) {
        Map<String, At> labels = new HashMap<>();
        Map<Address, At> addresses = new HashMap<>();
        for (Sighting<EndpointConfig> each : cluster) {
            At sameAddress = addresses.putIfAbsent(each.value.address(), each.at);
            At sameLabel = labels.putIfAbsent(each.value.label(), each.at);
            if (sameAddress != null) {
                String what = "the address " + each.value.address() + " is that of " + sameAddress.path();
                mistakes.add(each.place, each.at.path(), what, "an address once in a cluster");
            } else if (sameLabel != null) {
                String what = "the name " + Wording.quoted(each.value.label()) + " is that of " + sameLabel.path();
                mistakes.add(each.place, each.at.path(), what, "a name once in a cluster");
            }
        }
    }
}
