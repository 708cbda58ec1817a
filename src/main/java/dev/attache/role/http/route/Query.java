package dev.attache.role.http.route;

import java.util.Arrays;

/// Finds parameters in a query; names and values count as they stand, percent signs included.
public final class Query {
    private Query() {}

    /// Where the value of the first parameter of that name starts; -1 where there is none.
    public static int find(byte[] bytes, int from, int to, byte[] name) {
        int at = from;
        while (at < to) {
            int end = valueEnd(bytes, at, to);
            int stop = at + name.length;
            if (stop <= end && Arrays.equals(name, 0, name.length, bytes, at, stop)) {
                if (stop == end) {
                    return end;
                }
                if (bytes[stop] == '=') {
                    return stop + 1;
                }
            }
            at = end + 1;
        }
        return -1;
    }

    /// Behind the value that starts here.
    public static int valueEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '&') {
            end++;
        }
        return end;
    }
}
