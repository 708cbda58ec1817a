package dev.attache.role.logs.slowlog;

import dev.attache.base.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One command of a slow log.
///
/// Source: redis.io/docs/latest/commands/slowlog-get.
///
/// @param id counts up from 0 when the server starts
/// @param json one object, without the end of the line
record SlowlogEntry(long id, String json) {
    private static final int CLIENT = 4;
    private static final int CLIENT_NAME = 5;

    /// @param reply what a server answers, the latest entry first
    /// @param server its name
    /// @return the oldest first
    /// @throws IllegalArgumentException where it is no slow log
    static List<SlowlogEntry> of(Object reply, String server) {
        if (!(reply instanceof List<?> all)) {
            throw new IllegalArgumentException(String.valueOf(reply));
        }
        List<SlowlogEntry> entries = new ArrayList<>();
        for (Object each : all.reversed()) {
            if (!(each instanceof List<?> parts) || parts.size() < CLIENT || !(parts.get(3) instanceof List<?> words)) {
                throw new IllegalArgumentException("it answers with something else than a slow log");
            }
            entries.add(of(parts, words, server));
        }
        return entries;
    }

    private static SlowlogEntry of(List<?> parts, List<?> words, String server) {
        long id = number(parts.get(0));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", Instant.ofEpochSecond(number(parts.get(1))).toString());
        json.put("message", words.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        json.put("duration_us", number(parts.get(2)));
        json.put("id", id);
        json.put("server", server);
        if (parts.size() > CLIENT) {
            json.put("client", String.valueOf(parts.get(CLIENT)));
        }
        if (parts.size() > CLIENT_NAME
                && !String.valueOf(parts.get(CLIENT_NAME)).isEmpty()) {
            json.put("client_name", String.valueOf(parts.get(CLIENT_NAME)));
        }
        return new SlowlogEntry(id, JsonText.compact(json));
    }

    private static long number(Object value) {
        return Long.parseLong(String.valueOf(value));
    }
}
