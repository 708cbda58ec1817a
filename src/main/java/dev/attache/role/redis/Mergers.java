package dev.attache.role.redis;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;

/// The mergers of commands that are split by key.
///
/// What a client is told when some shards fail: MGET answers one error, or by choice an error in each place; sums and
/// statuses answer one error that says how many shards have applied the command.
final class Mergers {
    private static final byte[] OK = {'+', 'O', 'K', '\r', '\n'};

    private Mergers() {}

    /// Values in the order of the keys, whichever shard brought them.
    ///
    /// @param errorElements true puts an error in the place of each value that is missing
    static Merger arrayByKey(boolean errorElements) {
        return gather -> {
            GrowingBytes error = gather.firstError();
            if (error != null && !errorElements) {
                gather.finish(error);
            } else {
                mergeByKey(gather);
            }
        };
    }

    private static void mergeByKey(Gather gather) {
        GrowingBytes out = gather.loop().scratch();
        int keys = gather.keys();
        out.append('*');
        out.appendDecimal(keys);
        out.append('\r');
        out.append('\n');
        int[] partOfKey = gather.partOfKey(keys);
        int[] cursors = gather.loop().cursors(gather.parts());
        for (int part = 0; part < gather.parts(); part++) {
            cursors[part] =
                    gather.isError(part) ? 0 : Elements.first(gather.reply(part).array());
        }
        FrameScanner scanner = gather.loop().elementScanner();
        for (int key = 0; key < keys; key++) {
            int part = partOfKey[key];
            GrowingBytes reply = gather.reply(part);
            int from = cursors[part];
            scanner.reset();
            int next = scanner.scan(reply.array(), from, reply.length());
            if (!scanner.isComplete()) {
                throw new IllegalStateException("a shard sent fewer values than it was asked for");
            }
            out.append(reply.array(), from, next - from);
            cursors[part] = gather.isError(part) ? 0 : next;
        }
        gather.finish(out);
    }

    /// The sum of the shards' numbers.
    static void sum(Gather gather) {
        if (gather.errors() > 0) {
            partlyApplied(gather);
            return;
        }
        long sum = 0;
        for (int part = 0; part < gather.parts(); part++) {
            sum += Elements.integer(gather.reply(part));
        }
        GrowingBytes out = gather.loop().scratch();
        out.append(':');
        out.appendDecimal(sum);
        out.append('\r');
        out.append('\n');
        gather.finish(out);
    }

    /// `+OK` when every shard said so.
    static void allOk(Gather gather) {
        if (gather.errors() > 0) {
            partlyApplied(gather);
        } else {
            gather.finish(OK, 0, OK.length);
        }
    }

    /// One error that says how far a write over several shards came. An error that all shards share is passed on as it
    /// is.
    private static void partlyApplied(Gather gather) {
        GrowingBytes error = gather.firstError();
        int failed = gather.errors();
        if (error == null || failed == gather.parts()) {
            gather.finish(error == null ? gather.reply(0) : error);
            return;
        }
        GrowingBytes out = gather.loop().scratch();
        out.append("-ERR attache: " + (gather.parts() - failed) + " of " + gather.parts()
                + " shards have applied the command, the others failed, the first of them with: ");
        out.append(error.array(), 1, error.length() - 1);
        gather.finish(out);
    }

    static FrameScanner elementScanner() {
        return new FrameScanner(RespLimits.REDIS);
    }
}
