package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.client.LargeRequest;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.Routing;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lane;
import dev.attache.role.redis.shard.Lanes;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.role.redis.topology.Topology;
import dev.attache.wire.resp.RequestScanner;
import java.util.concurrent.ThreadLocalRandom;

/// Commands without a key that concern every shard.
public final class FanOut {
    /// A SCAN cursor is the shard's index above these bits and the shard's own cursor within them.
    static final int CURSOR_BITS = 48;

    private static final long CURSOR_MASK = (1L << CURSOR_BITS) - 1;
    private static final byte[] DBSIZE = Replies.ascii("*1\r\n$6\r\nDBSIZE\r\n");
    private static final byte[] RANDOMKEY = Replies.ascii("*1\r\n$9\r\nRANDOMKEY\r\n");
    private static final byte[] INVALID_CURSOR = Replies.error("ERR invalid cursor");

    private final LoopKit loop;
    private final Lanes lanes;
    private final Gathers gathers;
    private final Merger scanMerger = this::mergeScan;
    private final Merger infoMerger;
    private final GrowingBytes rewritten = new GrowingBytes();

    public FanOut(Lanes lanes, Gathers gathers, OwnInfo own) {
        this.loop = gathers.loop();
        this.lanes = lanes;
        this.gathers = gathers;
        this.infoMerger = new InfoMerger(lanes, own);
    }

    /// The first shard that is fit, or else the first.
    public ShardConnection anyConnection(ClientSession client) {
        Topology topology = lanes.topology();
        for (int i = 0; i < topology.size(); i++) {
            if (topology.shard(i).endpoint().available()) {
                return client.lane().connection(i);
            }
        }
        return client.lane().connection(0);
    }

    /// Asks every shard, and gives the client one reply.
    public void toAll(ClientSession client, Command command, byte[] bytes, int base, RequestScanner arguments) {
        Merger merger = mergerOf(command);
        if (command.name().equals("wait") || command.name().equals("waitaof")) {
            boundWait(bytes, base, arguments);
            toAll(client, command, merger, rewritten.array(), 0, rewritten.length());
        } else if (command.routing() == Routing.ALL_NEWEST) {
            long count = newest(bytes, base, arguments);
            Merger newest = gather -> SlowLogMerger.merge(gather, count);
            toAll(client, command, newest, bytes, base, arguments.length());
        } else if (command.routing() == Routing.ALL_ONE) {
            toAllAtOnce(client, command, merger, bytes, base, arguments.length());
        } else {
            toAll(client, command, merger, bytes, base, arguments.length());
        }
    }

    private void toAll(ClientSession client, Command command, Merger merger, byte[] bytes, int from, int length) {
        int shards = lanes.topology().size();
        Gather gather = gathers.take();
        gather.open(client, command, merger, shards);
        for (int shard = 0; shard < shards; shard++) {
            client.lane().connection(shard).send(gather.exchangeFor(shard, command), bytes, from, length);
        }
    }

    /// `SCRIPT KILL` and `FUNCTION KILL`: the connection by which a script came waits for it, and a shard that runs one
    /// for long is ejected.
    private void toAllAtOnce(ClientSession client, Command command, Merger merger, byte[] bytes, int from, int length) {
        int shards = lanes.topology().size();
        Gather gather = gathers.take();
        gather.open(client, command, merger, shards);
        for (int shard = 0; shard < shards; shard++) {
            ShardConnection connection = lanes.openUrgent(shard);
            connection.send(gather.exchangeFor(shard, command), bytes, from, length);
            connection.leave();
        }
    }

    private Merger mergerOf(Command command) {
        return switch (command.routing()) {
            case ALL_SUM -> Mergers::sum;
            case ALL_OK -> Mergers::allOk;
            case ALL_MIN -> FanOutMergers::min;
            case ALL_MINIMA, ALL_AND -> FanOutMergers::minima;
            case ALL_ONE -> FanOutMergers::firstSuccess;
            case ALL_CONCAT -> FanOutMergers::concat;
            case INFO -> infoMerger;
            case ALL_SAME, ALL_NEWEST -> FanOutMergers::same;
            default -> throw new IllegalStateException("no merger for " + command.name());
        };
    }

    /// How many entries are asked for; negative for all, and for what is no number, which the shards refuse.
    private static long newest(byte[] bytes, int base, RequestScanner arguments) {
        return arguments.count() < 3
                ? SlowLogMerger.COUNT_USUAL
                : number(bytes, base + arguments.start(2), arguments.length(2));
    }

    /// WAIT holds up the connection that all clients share, so its time is bounded by half the command time-out.
    private void boundWait(byte[] bytes, int base, RequestScanner arguments) {
        long boundMillis = loop.settings().timeoutNanos() / 2_000_000;
        rewritten.clear(LargeRequest.BYTES_MIN);
        int last = arguments.count() - 1;
        long millis = number(bytes, base + arguments.start(last), arguments.length(last));
        Replies.head(rewritten, '*', last + 1);
        for (int i = 0; i < last; i++) {
            Replies.bulk(rewritten, bytes, base + arguments.start(i), arguments.length(i));
        }
        boolean unbounded = millis == 0 || millis > boundMillis;
        if (unbounded) {
            Replies.bulk(rewritten, Long.toString(boundMillis));
        } else {
            Replies.bulk(rewritten, bytes, base + arguments.start(last), arguments.length(last));
        }
    }

    /// `SCAN cursor [MATCH …] [COUNT …] [TYPE …]`, one shard after the other.
    public void scan(ClientSession client, Command command, byte[] bytes, int base, RequestScanner arguments) {
        long cursor = number(bytes, base + arguments.start(1), arguments.length(1));
        long shard = cursor >>> CURSOR_BITS;
        if (cursor < 0 || shard >= lanes.topology().size()) {
            client.reply(INVALID_CURSOR);
            return;
        }
        rewritten.clear(LargeRequest.BYTES_MIN);
        Replies.head(rewritten, '*', arguments.count());
        Replies.bulk(rewritten, bytes, base + arguments.start(0), arguments.length(0));
        Replies.bulk(rewritten, Long.toString(cursor & CURSOR_MASK));
        int rest = arguments.start(1) + arguments.length(1) + 2;
        rewritten.append(bytes, base + rest, arguments.length() - rest);
        Gather gather = gathers.take();
        gather.open(client, command, scanMerger, 1);
        gather.note = shard;
        ShardConnection connection = client.lane().connection((int) shard);
        connection.send(gather.exchangeFor(0, command), rewritten.array(), 0, rewritten.length());
    }

    private void mergeScan(Gather gather) {
        GrowingBytes reply = gather.reply(0);
        if (gather.isError(0)) {
            gather.finish(reply);
            return;
        }
        byte[] array = reply.array();
        int cursorLine = Elements.first(array);
        int digits = (int) Elements.number(array, cursorLine);
        int from = cursorLine + 1;
        while (array[from - 1] != '\n') {
            from++;
        }
        long cursor = number(array, from, digits);
        if (cursor < 0 || cursor > CURSOR_MASK) {
            byte[] error = Replies.error("ERR attache: the shard's cursor has more than " + CURSOR_BITS + " bits");
            gather.finish(error, 0, error.length);
            return;
        }
        long next = cursor != 0 ? gather.note << CURSOR_BITS | cursor : nextShard(gather) << CURSOR_BITS;
        GrowingBytes out = gather.loop().scratch();
        Replies.head(out, '*', 2);
        Replies.bulk(out, Long.toString(next));
        out.append(array, from + digits + 2, reply.length() - from - digits - 2);
        gather.finish(out);
    }

    private long nextShard(Gather gather) {
        long next = gather.note + 1;
        return next < lanes.topology().size() ? next : 0;
    }

    /// `RANDOMKEY`: asks all shards how many keys they hold, then one of them, chosen by that weight.
    public void randomKey(ClientSession client, Command command) {
        toAll(client, command, gather -> chooseRandom(gather, client.lane(), command), DBSIZE, 0, DBSIZE.length);
    }

    private static void chooseRandom(Gather gather, Lane lane, Command command) {
        GrowingBytes error = gather.firstError();
        Exchange place = gather.place();
        if (error != null || place == null) {
            gather.finish(error == null ? gather.reply(0) : error);
            return;
        }
        long total = 0;
        for (int shard = 0; shard < gather.parts(); shard++) {
            total += Elements.integer(gather.reply(shard));
        }
        if (total == 0) {
            byte[] nothing = Replies.nothing(lane.protocol());
            gather.finish(nothing, 0, nothing.length);
            return;
        }
        long pick = ThreadLocalRandom.current().nextLong(total);
        int chosen = -1;
        while (pick >= 0) {
            chosen++;
            pick -= Elements.number(gather.reply(chosen));
        }
        gather.open(place, FanOutMergers::same, 1);
        lane.connection(chosen).send(gather.exchangeFor(0, command), RANDOMKEY, 0, RANDOMKEY.length);
    }

    /// A decimal number without sign, -1 where the bytes are none or it exceeds a signed long.
    private static long number(byte[] bytes, int from, int length) {
        if (length == 0 || length > 19) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
