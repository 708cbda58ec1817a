package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;

/// Reads into a complete reply.
final class Elements {
    private Elements() {}

    /// Where the first element of an aggregate stands: behind its first line.
    static int first(byte[] reply) {
        return endOfLine(reply, 1);
    }

    /// The number in the first line of a reply: an integer's value, a string's length or an aggregate's size.
    static long number(byte[] reply, int from) {
        int at = from + 1;
        boolean negative = reply[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        for (; reply[at] >= '0' && reply[at] <= '9'; at++) {
            value = value * 10 + (reply[at] - '0');
        }
        return negative ? -value : value;
    }

    /// The value of an integer reply.
    ///
    /// @throws IllegalStateException where the reply is none
    static long integer(GrowingBytes reply) {
        if (reply.array()[0] != ':') {
            throw new IllegalStateException("a shard answered something that is no number");
        }
        return number(reply.array(), 0);
    }

    static long number(GrowingBytes reply) {
        return number(reply.array(), 0);
    }

    /// Position behind the line that holds `from`.
    static int endOfLine(byte[] reply, int from) {
        int at = from;
        while (reply[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
