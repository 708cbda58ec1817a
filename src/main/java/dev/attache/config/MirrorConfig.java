package dev.attache.config;

import dev.attache.base.ByteSize;
import dev.attache.base.Ratio;
import java.time.Duration;
import java.util.List;

/// Sends a share of a route's requests to another cluster as well; the client never waits for it.
///
/// @param cluster empty where nothing is mirrored
@Doc("sends a share of the route's requests to another cluster as well; the client never waits for it")
public record MirrorConfig(
        @Doc("name of the cluster that gets the copies; empty mirrors nothing") @Default("") @NamesCluster
        String cluster,

        @Doc("name under /experiments; that of the split, or else of the role, where it is absent") @Default("")
        String name,

        @Doc("share of the requests that is mirrored") @Default("100%") @Range(min = "0%", max = "100%")
        Ratio share,

        @Doc("what becomes of the replies: drop, or compare with what the control answered") @Default("drop")
        Answers answers,

        @Doc("names of headers that are compared beside the status and the body") @Default("[]")
        List<String> headers,

        @Doc("fields of the answer that are not compared, as /experiments/NAME/diff names them") @Default("[]")
        List<String> ignore,

        @Doc("methods that are mirrored; none listed are GET, HEAD and OPTIONS") @Default("[]")
        List<String> methods,

        @Doc("Authorization and Cookie of the client: strip or keep") @Default("strip")
        Credentials credentials,

        @Doc("names of further headers that are left out") @Default("[]")
        List<String> remove,

        @Doc("requests in flight at once on each event loop; what comes then is not mirrored")
        @Default("16")
        @Range(min = "1", max = "1024")
        int concurrency,

        @Doc("longest body of a request that is mirrored and of an answer that is compared")
        @Default("64KiB")
        @Range(min = "0", max = "1MiB")
        ByteSize body,

        @Doc("how long the mirrored request may take") @Default("5s") @Range(min = "10ms", max = "5m")
        Duration timeout) {

    public MirrorConfig {
        headers = List.copyOf(headers);
        ignore = List.copyOf(ignore);
        methods = List.copyOf(methods);
        remove = List.copyOf(remove);
        if (!headers.stream().allMatch(HeaderEditConfig::isToken)) {
            throw new IllegalArgumentException("headers: holds what no name of a header does");
        }
        if (!remove.stream().allMatch(HeaderEditConfig::isToken)) {
            throw new IllegalArgumentException("remove: holds what no name of a header does");
        }
    }

    /// Whether anything is mirrored.
    public boolean isSet() {
        return !cluster.isEmpty();
    }

    /// What becomes of the replies to mirrored requests.
    public enum Answers {
        DROP,
        COMPARE
    }

    /// Whether mirrored requests carry what the client proves itself by.
    public enum Credentials {
        STRIP,
        KEEP
    }
}
