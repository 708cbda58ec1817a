package dev.attache.role.redis.client;

import dev.attache.config.CredentialsConfig;
import dev.attache.config.RedisConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/// Who may log in.
public final class Users {
    static final String DEFAULT = "default";

    private final Map<String, byte[]> passwords = new HashMap<>();
    private final boolean passwordNeeded;

    public Users(RedisConfig config) {
        passwordNeeded = config.password().isSet();
        if (passwordNeeded) {
            passwords.put(DEFAULT, bytes(config.password().reveal()));
        }
        for (CredentialsConfig user : config.users()) {
            passwords.put(
                    user.user().isEmpty() ? DEFAULT : user.user(),
                    bytes(user.password().reveal()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether a client has to log in before anything else.
    public boolean passwordNeeded() {
        return passwordNeeded;
    }

    boolean knows(String user) {
        return user.equals(DEFAULT) || passwords.containsKey(user);
    }

    /// Compares in constant time. Without a password of its own the default user is admitted with any, as in Redis.
    boolean admits(String user, String password) {
        byte[] expected = passwords.get(user);
        if (expected == null) {
            return user.equals(DEFAULT) && !passwordNeeded;
        }
        return MessageDigest.isEqual(expected, bytes(password));
    }
}
