package dev.attache.role.redis.client;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.reply.Replies;
import java.util.Arrays;

/// What HELLO answers: a map in version 3, the same as a flat array in version 2.
final class HelloReply {
    private static final int FIELDS = 7;

    private HelloReply() {}

    static byte[] of(int protocol, long clientId, String serverVersion) {
        var out = new GrowingBytes();
        if (protocol == 3) {
            Replies.head(out, '%', FIELDS);
        } else {
            Replies.head(out, '*', FIELDS * 2);
        }
        field(out, "server", "redis");
        field(out, "version", serverVersion);
        Replies.bulk(out, "proto");
        Replies.head(out, ':', protocol);
        Replies.bulk(out, "id");
        out.append(':');
        out.appendDecimal(clientId);
        out.append("\r\n");
        field(out, "mode", "standalone");
        field(out, "role", "master");
        Replies.bulk(out, "modules");
        Replies.head(out, '*', 0);
        return Arrays.copyOf(out.array(), out.length());
    }

    private static void field(GrowingBytes out, String name, String value) {
        Replies.bulk(out, name);
        Replies.bulk(out, value);
    }
}
