package dev.attache.role.metrics.source.redis;

import dev.attache.role.metrics.source.redis.RedisLink.Reply;
import java.io.IOException;
import java.util.List;

/// A walk through the keys of a database that fit a pattern, page by page. A key may come twice, as SCAN has it.
final class KeyScan {
    private static final String COUNT = "1000";
    private static final String END = "0";

    private final RedisLink link;
    private final String pattern;
    private String cursor = "0";
    private boolean ended;

    KeyScan(RedisLink link, String database, String pattern) throws IOException {
        this.link = link;
        this.pattern = pattern;
        this.ended = link.ask("SELECT", database).isError();
    }

    boolean hasNext() {
        return !ended;
    }

    /// The next page, which may be empty; where the server lets nobody walk, it is the last.
    List<String> next() throws IOException {
        Reply reply = link.ask("SCAN", cursor, "MATCH", pattern, "COUNT", COUNT);
        if (reply.list().size() != 2 || !(reply.list().getLast() instanceof List<?> page)) {
            ended = true;
            return List.of();
        }
        cursor = String.valueOf(reply.list().getFirst());
        ended = cursor.equals(END);
        return page.stream().map(String::valueOf).toList();
    }
}
