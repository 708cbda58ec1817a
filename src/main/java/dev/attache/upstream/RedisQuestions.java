package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.HealthConfig.ReplicationSide;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What a health check asks of a Redis server, and which answers are good.
///
/// @param login sent once a connection; empty where there are no credentials
/// @param round sent for each check: PING, INFO persistence and, where the role matters, INFO replication
/// @param replies how many replies a round has
/// @param role the role that the server must have
record RedisQuestions(byte[] login, byte[] round, int replies, ReplicationSide role) {
    static RedisQuestions of(CredentialsConfig auth, ReplicationSide role) {
        var round = new GrowingBytes();
        appendCommand(round, "PING");
        appendCommand(round, "INFO", "persistence");
        if (role != ReplicationSide.ANY) {
            appendCommand(round, "INFO", "replication");
        }
        return new RedisQuestions(login(auth), bytes(round), role == ReplicationSide.ANY ? 2 : 3, role);
    }

    private static byte[] login(CredentialsConfig auth) {
        var login = new GrowingBytes();
        if (auth.password().isSet()) {
            if (auth.user().isEmpty()) {
                appendCommand(login, "AUTH", auth.password().reveal());
            } else {
                appendCommand(login, "AUTH", auth.user(), auth.password().reveal());
            }
        }
        return bytes(login);
    }

    private static void appendCommand(GrowingBytes out, String... words) {
        out.append("*" + words.length + "\r\n");
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            out.append("$" + utf8.length + "\r\n");
            out.append(utf8);
            out.append("\r\n");
        }
    }

    private static byte[] bytes(GrowingBytes from) {
        return Arrays.copyOf(from.array(), from.length());
    }

    /// What is wrong with a reply, for people; empty where nothing is.
    ///
    /// @param index its place in the round; negative for that of the login
    String faultOf(int index, String reply) {
        if (reply.startsWith("-")) {
            return reply.substring(1).strip();
        }
        return switch (index) {
            case 0 -> reply.equals("+PONG\r\n") ? "" : "answered PING with something else";
            case 1 -> has(reply, "loading:1") ? "is loading its data" : "";
            case 2 -> faultOfRole(reply);
            default -> "";
        };
    }

    private String faultOfRole(String reply) {
        boolean fits = switch (role) {
            case ANY -> true;
            case MASTER -> has(reply, "role:master");
            case REPLICA -> has(reply, "role:slave");
        };
        return fits ? "" : "is no " + role.name().toLowerCase(Locale.ROOT);
    }

    private static boolean has(String info, String line) {
        return info.contains("\n" + line + "\r\n");
    }
}
