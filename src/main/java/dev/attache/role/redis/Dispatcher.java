package dev.attache.role.redis;

import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.client.LocalCommands;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.CommandTable;
import dev.attache.role.redis.command.KeyPositions;
import dev.attache.role.redis.command.Routing;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.gather.FanOut;
import dev.attache.role.redis.gather.Gathers;
import dev.attache.role.redis.gather.Splitter;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lanes;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.wire.resp.RequestScanner;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a command: refused, answered here, sent to one shard, or to several.
final class Dispatcher {
    private static final byte[] NO_AUTH = Replies.error("NOAUTH Authentication required.");
    private static final byte[] CROSS_SLOT = Replies.error("CROSSSLOT Keys in request don't hash to the same slot");
    private static final byte[] NO_TRANSACTIONS = Replies.error("ERR attache: transactions (MULTI, WATCH) are not "
            + "supported yet, send the commands one by one or in a script");
    private static final byte[] NO_BLOCKING = Replies.error(
            "ERR attache: blocking commands are not supported yet, poll with the form that does not block");
    private static final byte[] NO_PUBSUB = Replies.error("ERR attache: publish and subscribe are not supported yet");
    private static final byte[] NO_ADMIN =
            Replies.error("ERR attache: this command acts on one server, connect to that server to use it");

    private static final byte[] NO_CLUSTER = Replies.error("ERR This instance has cluster support disabled");

    private final RedisLoop loop;
    private final Lanes lanes;
    private final Splitter splitter;
    private final FanOut fanOut;
    private final LocalCommands local;
    private final KeyPositions keys = new KeyPositions();

    Dispatcher(RedisLoop loop, Gathers gathers) {
        this.loop = loop;
        this.lanes = loop.lanes();
        this.splitter = new Splitter(lanes, gathers);
        this.fanOut = new FanOut(lanes, gathers, loop);
        this.local = new LocalCommands(loop, loop);
    }

    void dispatch(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        Command command = find(client, bytes, base, arguments);
        if (command == null) {
            return;
        }
        loop.stats().onCommand(command);
        client.identity().onCommand(command, loop.now());
        if (!client.identity().isLoggedIn() && !command.needsNoLogin()) {
            client.reply(NO_AUTH);
            return;
        }
        if (command.hasSingleKey() && command.routing() == Routing.KEY) {
            int key = command.firstKey();
            toOwner(
                    client,
                    command,
                    bytes,
                    base,
                    arguments.length(),
                    base + arguments.start(key),
                    arguments.length(key));
        } else {
            route(client, command, bytes, base, arguments);
        }
    }

    /// The command of the table; where there is none the client has been told why.
    private @Nullable Command find(ClientSession client, byte[] bytes, int base, RequestScanner arguments) {
        CommandTable table = loop.role().commands();
        Command command = table.find(bytes, base + arguments.start(0), arguments.length(0));
        if (command != null && command.hasSubcommands() && arguments.count() > 1) {
            Command container = command;
            command = container.subcommand(bytes, base + arguments.start(1), arguments.length(1));
            if (command == null) {
                client.reply(Replies.unknownSubcommand(container, bytes, base, arguments));
                return null;
            }
        }
        if (command == null) {
            loop.stats().onUnknownCommand();
            client.reply(Replies.unknownCommand(bytes, base, arguments));
            return null;
        }
        if (!command.takesArguments(arguments.count())) {
            client.reply(Replies.wrongArity(command));
            return null;
        }
        return command;
    }

    private void route(ClientSession client, Command command, byte[] bytes, int base, RequestScanner arguments) {
        switch (command.routing()) {
            case KEY -> toSharedOwner(client, command, bytes, base, arguments);
            case SPLIT_VALUES, SPLIT_PAIRS, SPLIT_SUM -> splitter.split(client, command, bytes, base, arguments);
            case ANY -> toAny(client, command, bytes, base, arguments.length());
            case ALL_SUM, ALL_MIN, ALL_MINIMA, ALL_OK, ALL_SAME, ALL_ONE, ALL_AND, ALL_CONCAT, ALL_NEWEST, INFO ->
                fanOut.toAll(client, command, bytes, base, arguments);
            case SCAN -> fanOut.scan(client, command, bytes, base, arguments);
            case RANDOMKEY -> fanOut.randomKey(client, command);
            case LOCAL -> local.answer(client, command, bytes, base, arguments);
            case CONTAINER -> client.reply(Replies.wrongArity(command));
            case REFUSE_TRANSACTION -> client.reply(NO_TRANSACTIONS);
            case REFUSE_BLOCKING -> client.reply(NO_BLOCKING);
            case REFUSE_PUBSUB -> client.reply(NO_PUBSUB);
            case REFUSE_ADMIN -> client.reply(NO_ADMIN);
            case REFUSE_CLUSTER -> client.reply(NO_CLUSTER);
        }
    }

    /// Commands on several keys run where all of them live, or not at all.
    private void toSharedOwner(ClientSession client, Command command, byte[] bytes, int base, RequestScanner args) {
        if (command.blocks(bytes, base, args)) {
            client.reply(NO_BLOCKING);
            return;
        }
        command.findKeys(bytes, base, args, keys);
        if (keys.count() == 0) {
            toAny(client, command, bytes, base, args.length());
            return;
        }
        int first = keys.position(0);
        int shard = lanes.topology().shardOf(bytes, base + args.start(first), args.length(first));
        for (int i = 1; i < keys.count(); i++) {
            int key = keys.position(i);
            if (lanes.topology().shardOf(bytes, base + args.start(key), args.length(key)) != shard) {
                client.reply(CROSS_SLOT);
                return;
            }
        }
        int from = base + args.start(first);
        toShard(client, command, shard, bytes, base, args.length(), from, args.length(first));
    }

    private void toOwner(
            ClientSession client, Command command, byte[] bytes, int from, int length, int keyFrom, int keyLength) {
        int shard = lanes.topology().shardOf(bytes, keyFrom, keyLength);
        toShard(client, command, shard, bytes, from, length, keyFrom, keyLength);
    }

    private void toShard(
            ClientSession client,
            Command command,
            int shard,
            byte[] bytes,
            int from,
            int length,
            int keyFrom,
            int keyLength) {
        loop.stats().onKey(bytes, keyFrom, keyLength);
        ShardConnection connection = client.lane().connection(shard, bytes, keyFrom, keyLength);
        Exchange exchange = client.expectReply(command);
        connection.send(exchange, bytes, from, length);
        if (connection.isCongested()) {
            client.pauseFor(connection);
        }
    }

    private void toAny(ClientSession client, Command command, byte[] bytes, int from, int length) {
        ShardConnection connection = fanOut.anyConnection(client);
        Exchange exchange = client.expectReply(command);
        connection.send(exchange, bytes, from, length);
    }

    /// A command that may be sent on before all of it is here: one key at a fixed place, and that key is here.
    @Nullable Command uploadable(ClientSession client, byte[] bytes, int base, RequestScanner head) {
        if (head.count() == 0 || !client.identity().isLoggedIn()) {
            return null;
        }
        Command command = loop.role().commands().find(bytes, base + head.start(0), head.length(0));
        return command != null
                        && command.routing() == Routing.KEY
                        && command.hasSingleKey()
                        && command.firstKey() < head.count()
                ? command
                : null;
    }

    /// A connection for an uploadable command alone, to the shard that owns its key.
    ShardConnection openUpload(ClientSession client, Command command, byte[] bytes, int base, RequestScanner head) {
        int key = command.firstKey();
        int shard = lanes.topology().shardOf(bytes, base + head.start(key), head.length(key));
        return lanes.openUpload(client.lane(), shard);
    }
}
