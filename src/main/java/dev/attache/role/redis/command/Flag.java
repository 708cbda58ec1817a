package dev.attache.role.redis.command;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Redis says of a command in its `COMMAND` reply; the meanings are those of the Redis command reference.
public enum Flag {
    WRITE,
    READONLY,
    DENYOOM,
    ADMIN,
    PUBSUB,
    NOSCRIPT,
    BLOCKING,
    LOADING,
    STALE,
    SKIP_MONITOR,
    SKIP_SLOWLOG,
    ASKING,
    FAST,
    NO_AUTH,
    NO_MULTI,
    NO_ASYNC_LOADING,
    NO_MANDATORY_KEYS,
    ALLOW_BUSY,
    MOVABLEKEYS;

    private static final Map<String, Flag> BY_WORD = new HashMap<>();

    static {
        for (Flag flag : values()) {
            BY_WORD.put(flag.name().toLowerCase(Locale.ROOT), flag);
        }
    }

    /// Its place in a set of flags that is one number.
    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int flags) {
        return (flags & bit()) != 0;
    }

    /// The flag that Redis calls so; null where it has come after this list was made, or is a module's own.
    static @Nullable Flag of(String word) {
        return BY_WORD.get(word);
    }
}
