package dev.attache.upstream.probe;

import dev.attache.config.HealthConfig.ReplicationSide;
import java.util.List;
import java.util.Locale;

/// One command of a round, and which replies to it are good.
///
/// @param words the command and its arguments
/// @param judge leads from a reply, as it came, to what is wrong with it
public record RedisQuestion(List<String> words, Judge judge) {
    /// Says what is wrong with a reply that is no error; empty where nothing is.
    @FunctionalInterface
    public interface Judge {
        String faultOf(String reply);
    }

    public RedisQuestion {
        words = List.copyOf(words);
    }

    /// Whether it answers at all.
    public static RedisQuestion ping() {
        return new RedisQuestion(
                List.of("PING"), reply -> reply.equals("+PONG\r\n") ? "" : "answered PING with something else");
    }

    /// Whether it has read its data.
    public static RedisQuestion loaded() {
        return new RedisQuestion(
                List.of("INFO", "persistence"), reply -> has(reply, "loading", "1") ? "is loading its data" : "");
    }

    /// Whether it has a role in its replication; not for [ReplicationSide#ANY].
    public static RedisQuestion isOn(ReplicationSide side) {
        String role = side == ReplicationSide.MASTER ? "master" : "slave";
        String fault = "is no " + side.name().toLowerCase(Locale.ROOT);
        return new RedisQuestion(List.of("INFO", "replication"), reply -> has(reply, "role", role) ? "" : fault);
    }

    private static boolean has(String info, String field, String value) {
        return value.equals(field(info, field));
    }

    /// The value of a field in an answer to INFO; empty where it has none.
    public static String field(String info, String name) {
        int at = info.indexOf("\n" + name + ":");
        if (at < 0) {
            return "";
        }
        int start = at + name.length() + 2;
        int end = info.indexOf('\r', start);
        return end < 0 ? "" : info.substring(start, end);
    }
}
