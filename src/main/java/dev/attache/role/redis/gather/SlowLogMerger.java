package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.reply.Replies;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `SLOWLOG GET` of several shards as one: the newest entries of all, as many as were asked for.
final class SlowLogMerger {
    /// What Redis 7 gives where the command names no number.
    static final int COUNT_USUAL = 10;

    /// @param seconds when it was logged
    private record Entry(long seconds, byte[] bytes, int from, int end) {}

    private SlowLogMerger() {}

    /// @param count entries to give; all where it is negative
    static void merge(Gather gather, long count) {
        GrowingBytes error = gather.firstError();
        if (error != null) {
            gather.finish(error);
            return;
        }
        List<Entry> entries = new ArrayList<>();
        FrameScanner scanner = new FrameScanner(RespLimits.REDIS);
        for (int part = 0; part < gather.parts(); part++) {
            addEntries(entries, gather.reply(part), scanner);
        }
        entries.sort(Comparator.comparingLong(Entry::seconds).reversed());
        int size = count < 0 ? entries.size() : (int) Math.min(count, entries.size());
        GrowingBytes out = gather.loop().scratch();
        Replies.head(out, '*', size);
        for (Entry entry : entries.subList(0, size)) {
            out.append(entry.bytes, entry.from, entry.end - entry.from);
        }
        gather.finish(out);
    }

    private static void addEntries(List<Entry> entries, GrowingBytes reply, FrameScanner scanner) {
        byte[] bytes = reply.array();
        int from = Elements.first(bytes);
        for (long left = Elements.number(reply); left > 0; left--) {
            scanner.reset();
            int end = scanner.scan(bytes, from, reply.length());
            int identifier = Elements.endOfLine(bytes, from);
            int seconds = Elements.endOfLine(bytes, identifier);
            entries.add(new Entry(Elements.number(bytes, seconds), bytes, from, end));
            from = end;
        }
    }
}
