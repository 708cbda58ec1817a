package dev.attache.role.http.affinity;

import dev.attache.upstream.Endpoint;
import org.jspecify.annotations.Nullable;

/// Where one request belongs, as far as it says so. Filled again and again.
public final class Belonging {
    private boolean keyed;
    private long key;
    private @Nullable Endpoint bound;

    public void clear() {
        keyed = false;
        bound = null;
    }

    void toKey(long hashed) {
        keyed = true;
        key = hashed;
    }

    void toEndpoint(Endpoint named) {
        bound = named;
    }

    /// Whether it has a key.
    public boolean isKeyed() {
        return keyed;
    }

    /// The key, hashed.
    public long key() {
        return key;
    }

    /// The endpoint that its cookie names; null where there is none, or it names none of the cluster.
    public @Nullable Endpoint bound() {
        return bound;
    }
}
