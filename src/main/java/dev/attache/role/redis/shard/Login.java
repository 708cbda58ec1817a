package dev.attache.role.redis.shard;

import dev.attache.base.GrowingBytes;
import dev.attache.config.CredentialsConfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a fresh connection says before its first command: protocol version, credentials, database.
///
/// @param bytes commands, ready to send
/// @param replies how many replies they will get
/// @param authenticates whether a password is among them
record Login(byte[] bytes, int replies, boolean authenticates) {

    static Login of(int protocol, CredentialsConfig credentials, int database) {
        var out = new GrowingBytes();
        int replies = 0;
        String user = credentials.user();
        String password = credentials.password().reveal();
        if (protocol == 3) {
            if (password.isEmpty()) {
                command(out, "HELLO", "3");
            } else {
                command(out, "HELLO", "3", "AUTH", user.isEmpty() ? "default" : user, password);
            }
            replies++;
        } else if (!password.isEmpty()) {
            if (user.isEmpty()) {
                command(out, "AUTH", password);
            } else {
                command(out, "AUTH", user, password);
            }
            replies++;
        }
        if (database != 0) {
            command(out, "SELECT", Integer.toString(database));
            replies++;
        }
        return new Login(Arrays.copyOf(out.array(), out.length()), replies, !password.isEmpty());
    }

    private static void command(GrowingBytes out, String... words) {
        out.append("*" + words.length + "\r\n");
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.append("$" + bytes.length + "\r\n");
            out.append(bytes);
            out.append("\r\n");
        }
    }

    @Override
    public String toString() {
        return "Login[replies=" + replies + "]";
    }
}
