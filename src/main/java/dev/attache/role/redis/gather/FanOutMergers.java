package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.reply.Replies;
import java.util.Arrays;

/// The mergers of commands that go to every shard.
final class FanOutMergers {
    private FanOutMergers() {}

    /// An error if any shard has one, or else the first shard's answer, which all share.
    static void same(Gather gather) {
        GrowingBytes error = gather.firstError();
        gather.finish(error == null ? gather.reply(0) : error);
    }

    /// The first shard's answer that is no error.
    static void firstSuccess(Gather gather) {
        for (int part = 0; part < gather.parts(); part++) {
            if (!gather.isError(part)) {
                gather.finish(gather.reply(part));
                return;
            }
        }
        gather.finish(gather.reply(0));
    }

    /// The smallest number.
    static void min(Gather gather) {
        GrowingBytes error = gather.firstError();
        if (error != null) {
            gather.finish(error);
            return;
        }
        long min = Long.MAX_VALUE;
        for (int part = 0; part < gather.parts(); part++) {
            min = Math.min(min, Elements.integer(gather.reply(part)));
        }
        byte[] reply = Replies.integer(min);
        gather.finish(reply, 0, reply.length);
    }

    /// The smallest number at each place; for flags of 0 and 1 that is whether all have it.
    static void minima(Gather gather) {
        GrowingBytes error = gather.firstError();
        if (error != null) {
            gather.finish(error);
            return;
        }
        int size = (int) Elements.number(gather.reply(0));
        long[] minima = new long[size];
        Arrays.fill(minima, Long.MAX_VALUE);
        for (int part = 0; part < gather.parts(); part++) {
            byte[] reply = gather.reply(part).array();
            int at = Elements.first(reply);
            for (int i = 0; i < size; i++) {
                minima[i] = Math.min(minima[i], Elements.number(reply, at));
                at = Elements.endOfLine(reply, at);
            }
        }
        GrowingBytes out = gather.loop().scratch();
        Replies.head(out, '*', size);
        for (long value : minima) {
            out.append(':');
            out.appendDecimal(value);
            out.append("\r\n");
        }
        gather.finish(out);
    }

    /// One array of all shards' elements.
    static void concat(Gather gather) {
        GrowingBytes error = gather.firstError();
        if (error != null) {
            gather.finish(error);
            return;
        }
        long size = 0;
        for (int part = 0; part < gather.parts(); part++) {
            size += Elements.number(gather.reply(part));
        }
        GrowingBytes out = gather.loop().scratch();
        Replies.head(out, (char) gather.reply(0).array()[0], (int) size);
        for (int part = 0; part < gather.parts(); part++) {
            GrowingBytes reply = gather.reply(part);
            int from = Elements.first(reply.array());
            out.append(reply.array(), from, reply.length() - from);
        }
        gather.finish(out);
    }
}
