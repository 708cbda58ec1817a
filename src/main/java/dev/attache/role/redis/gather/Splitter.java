package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.config.RedisConfig.PartialReads;
import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.client.LargeRequest;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.Routing;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lane;
import dev.attache.role.redis.shard.Lanes;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.role.redis.topology.Topology;
import dev.attache.wire.resp.RequestScanner;
import java.util.Arrays;

/// Splits MGET, MSET, DEL and their like into one command a shard.
///
/// Parts are connections: one a shard, or several where the shard has several. Their keys are chained through
/// [#nextOfKey], so that a command of n keys is read twice, however many
/// shards there are. Nothing is allocated once the arrays have grown to the largest command seen.
public final class Splitter {
    private final LoopKit loop;
    private final Lanes lanes;
    private final Gathers gathers;
    private final GrowingBytes command = new GrowingBytes();
    private final Merger values;
    private final Merger valuesOrErrors;
    private final Merger sum = Mergers::sum;
    private final Merger allOk = Mergers::allOk;
    private int[] firstOf = new int[16];
    private int[] lastOf = new int[16];
    private int[] countOf = new int[16];
    private int[] involved = new int[16];
    private int[] nextOfKey = new int[16];

    public Splitter(Lanes lanes, Gathers gathers) {
        this.loop = gathers.loop();
        this.lanes = lanes;
        this.gathers = gathers;
        this.values = new ValueMerger(loop, false);
        this.valuesOrErrors = new ValueMerger(loop, true);
    }

    /// Asks each shard for the keys that it owns, and gives the client one reply.
    public void split(ClientSession client, Command what, byte[] bytes, int base, RequestScanner arguments) {
        int step = what.keyStep();
        int keys = (arguments.count() - 1) / step;
        if (keys * step != arguments.count() - 1) {
            client.reply(Replies.wrongArity(what));
            return;
        }
        int parts = assign(client.lane(), bytes, base, arguments, keys, step);
        Gather gather = gathers.take();
        int[] partOfKey = gather.partOfKey(keys);
        for (int part = 0; part < parts; part++) {
            for (int key = firstOf[involved[part]]; key >= 0; key = nextOfKey[key]) {
                partOfKey[key] = part;
            }
        }
        gather.open(client, what, mergerOf(what), parts);
        for (int part = 0; part < parts; part++) {
            send(client, gather, what, part, bytes, base, arguments, step);
        }
    }

    private Merger mergerOf(Command what) {
        if (what.routing() == Routing.SPLIT_VALUES) {
            boolean elements = loop.settings().config().partialReads() == PartialReads.ELEMENTS;
            return elements ? valuesOrErrors : values;
        }
        return what.routing() == Routing.SPLIT_SUM ? sum : allOk;
    }

    /// Chains the keys by shard.
    ///
    /// @return how many parts there are
    private int assign(Lane lane, byte[] bytes, int base, RequestScanner arguments, int keys, int step) {
        Topology topology = lanes.topology();
        reserve(lane.size(), keys);
        int parts = 0;
        for (int key = 0; key < keys; key++) {
            int argument = 1 + key * step;
            int from = base + arguments.start(argument);
            int length = arguments.length(argument);
            loop.stats().onKey(bytes, from, length);
            int slot = lane.slotOf(topology.shardOf(bytes, from, length), bytes, from, length);
            if (countOf[slot]++ == 0) {
                involved[parts++] = slot;
                firstOf[slot] = key;
            } else {
                nextOfKey[lastOf[slot]] = key;
            }
            lastOf[slot] = key;
            nextOfKey[key] = -1;
        }
        return parts;
    }

    private void reserve(int slots, int keys) {
        if (firstOf.length < slots) {
            firstOf = new int[slots];
            lastOf = new int[slots];
            countOf = new int[slots];
            involved = new int[slots];
        }
        if (nextOfKey.length < keys) {
            nextOfKey = new int[Math.max(keys, nextOfKey.length * 2)];
        }
        Arrays.fill(countOf, 0, slots, 0);
    }

    private void send(
            ClientSession client,
            Gather gather,
            Command what,
            int part,
            byte[] bytes,
            int base,
            RequestScanner arguments,
            int step) {
        int slot = involved[part];
        command.clear(LargeRequest.BYTES_MIN);
        command.append('*');
        command.appendDecimal(1L + (long) countOf[slot] * step);
        command.append("\r\n");
        appendArguments(bytes, base, arguments, 0, 1);
        for (int key = firstOf[slot]; key >= 0; key = nextOfKey[key]) {
            appendArguments(bytes, base, arguments, 1 + key * step, step);
        }
        ShardConnection connection = client.lane().at(slot);
        connection.send(gather.exchangeFor(part, what), command.array(), 0, command.length());
        if (connection.isCongested()) {
            client.pauseFor(connection);
        }
    }

    /// Copies arguments as they came, their length lines included.
    private void appendArguments(byte[] bytes, int base, RequestScanner arguments, int first, int count) {
        int last = first + count - 1;
        int from = base + lineStart(bytes, base, arguments, first);
        int end = base + arguments.start(last) + arguments.length(last) + 2;
        command.append(bytes, from, end - from);
    }

    /// Where the length line of an argument starts: behind the argument before it, or behind the command's first line.
    private static int lineStart(byte[] bytes, int base, RequestScanner arguments, int index) {
        if (index > 0) {
            return arguments.start(index - 1) + arguments.length(index - 1) + 2;
        }
        int at = arguments.start(0) - 2;
        while (bytes[base + at - 1] != '\n') {
            at--;
        }
        return at;
    }
}
