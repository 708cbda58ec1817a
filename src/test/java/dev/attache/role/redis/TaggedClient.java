package dev.attache.role.redis;

import dev.attache.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// One client of a [TaggedLoad].
final class TaggedClient {
    /// Commands of one batch: rounds of SET, GET, MGET and ECHO.
    static final int BATCH = 32;

    private static final int KEYS = 12;

    private final String name;
    private final RawClient connection;
    private final boolean strict;
    private final List<Key> keys = new ArrayList<>();
    private long writes;
    private final AtomicLong calmBatches = new AtomicLong();
    private volatile String lastError = "none";

    /// What may stand in one key: the write known to be last, or one of those whose outcome was left open.
    private static final class Key {
        private final String name;
        private long known = -1;
        private final Set<Long> open = new HashSet<>();

        Key(String name) {
            this.name = name;
        }
    }

    TaggedClient(String name, RawClient connection, boolean strict) {
        this.name = name;
        this.connection = connection;
        this.strict = strict;
        for (int i = 0; i < KEYS; i++) {
            keys.add(new Key(name + ":k" + i));
        }
    }

    String name() {
        return name;
    }

    /// Batches without an error.
    long calmBatches() {
        return calmBatches.get();
    }

    String lastError() {
        return lastError;
    }

    /// Sends a batch in one write and checks all its replies.
    ///
    /// @return how many of them were errors
    int runBatch() throws IOException {
        long firstWrite = writes;
        StringBuilder batch = new StringBuilder();
        for (int round = 0; round < BATCH / 4; round++) {
            Key key = key(writes);
            batch.append(RawClient.toResp("SET", key.name, key.name + "=" + writes));
            batch.append(RawClient.toResp("GET", key.name));
            batch.append(RawClient.toResp("MGET", key(writes - 1).name, key.name, key(writes + 1).name));
            batch.append(RawClient.toResp("ECHO", name + "#" + writes));
            writes++;
        }
        connection.send(batch.toString());
        int errors = 0;
        for (long write = firstWrite; write < writes; write++) {
            errors += checkRound(write);
        }
        if (errors == 0) {
            calmBatches.incrementAndGet();
        }
        return errors;
    }

    private Key key(long write) {
        return keys.get(Math.floorMod(write, KEYS));
    }

    private int checkRound(long write) throws IOException {
        int errors = 0;
        errors += checkSet(key(write), write, connection.reply());
        errors += checkGet(key(write), connection.reply());
        errors += checkMget(List.of(key(write - 1), key(write), key(write + 1)), connection.reply());
        String echo = name + "#" + write;
        expect(connection.reply().equals(bulk(echo)), "ECHO", echo);
        return errors;
    }

    private int checkSet(Key key, long write, String reply) {
        if (isError(reply)) {
            if (!reply.contains("the command was not sent")) {
                key.open.add(write);
            }
            return 1;
        }
        expect(reply.equals("+OK\r\n"), "SET", reply);
        key.known = write;
        return 0;
    }

    private int checkGet(Key key, String reply) {
        if (isError(reply)) {
            return 1;
        }
        expect(mayHold(key, reply), "GET " + key.name + " after write " + key.known, reply);
        return 0;
    }

    private int checkMget(List<Key> asked, String reply) {
        if (isError(reply)) {
            return 1;
        }
        expect(reply.startsWith("*" + asked.size() + "\r\n"), "MGET", reply);
        String rest = reply.substring(4);
        for (Key key : asked) {
            int end = rest.startsWith("_") || rest.startsWith("$-1")
                    ? rest.indexOf('\n') + 1
                    : rest.indexOf('\n', rest.indexOf('\n') + 1) + 1;
            expect(mayHold(key, rest.substring(0, end)), "MGET with " + key.name + " after " + key.known, reply);
            rest = rest.substring(end);
        }
        expect(rest.isEmpty(), "MGET", reply);
        return 0;
    }

    private boolean mayHold(Key key, String reply) {
        if (reply.equals("$-1\r\n") || reply.equals("_\r\n")) {
            return !strict || key.known < 0;
        }
        String prefix = key.name + "=";
        int at = reply.indexOf('\n') + 1;
        if (!reply.startsWith(prefix, at)) {
            return false;
        }
        long write = Long.parseLong(reply.substring(at + prefix.length(), reply.length() - 2));
        if (!reply.equals(bulk(prefix + write)) || write >= writes) {
            return false;
        }
        return !strict || write == key.known || key.open.contains(write);
    }

    private boolean isError(String reply) {
        if (reply.startsWith("-")) {
            expect(reply.startsWith("-ERR attache: "), "an error of attache's own", reply);
            lastError = reply.strip();
            return true;
        }
        return false;
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private void expect(boolean right, String what, String got) {
        if (!right) {
            throw new AssertionError("expected " + what + " of " + name + ", got " + got.replace("\r\n", "⏎"));
        }
    }

    void close() throws IOException {
        connection.close();
    }
}
