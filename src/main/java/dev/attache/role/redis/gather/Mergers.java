package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;

/// The mergers of commands that are split by key, [ValueMerger] apart.
///
/// What a client is told when some shards fail: one error that says how many shards have applied the command.
final class Mergers {
    private static final byte[] OK = {'+', 'O', 'K', '\r', '\n'};

    private Mergers() {}

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
}
