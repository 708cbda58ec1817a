package dev.attache.role.redis;

import dev.attache.role.redis.client.ServerFacts;
import dev.attache.role.redis.command.CommandReply;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.OwnQuestion;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lane;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.role.redis.topology.Topology;
import dev.attache.wire.resp.RespTree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks a shard for its version, its databases and its commands, again and again until one has answered.
///
/// Runs on one event loop. Until then, clients see [ServerFacts#UNKNOWN] and module commands are unknown.
final class ServerFactsReader implements OwnQuestion {
    private static final byte[][] QUESTIONS = {
        Replies.ascii("*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n"),
        Replies.ascii("*3\r\n$6\r\nCONFIG\r\n$3\r\nGET\r\n$9\r\ndatabases\r\n"),
        Replies.ascii("*1\r\n$7\r\nCOMMAND\r\n")
    };
    private static final int RETRY_SECONDS = 1;

    private final RedisRole role;
    private final RedisLoop loop;
    private final List<Object> answers = new ArrayList<>();
    private int shard;

    ServerFactsReader(RedisRole role, RedisLoop loop) {
        this.role = role;
        this.loop = loop;
    }

    void start() {
        loop.eventLoop().execute(this::ask);
    }

    private void ask() {
        if (loop.isStopping()) {
            return;
        }
        loop.tick();
        answers.clear();
        Topology topology = loop.lanes().topology();
        Lane lane = loop.lanes().lane(2, loop.settings().cluster().database());
        ShardConnection connection = lane.connection(shard++ % topology.size());
        for (byte[] question : QUESTIONS) {
            connection.send(loop.exchanges().take(this, null, 1), question, 0, question.length);
        }
    }

    @Override
    public void onReply(Exchange exchange, byte[] bytes, int from, int length) {
        boolean refused = bytes[from] == '-';
        answers.add(refused ? List.of() : RespTree.parse(bytes, from));
        if (answers.size() < QUESTIONS.length) {
            return;
        }
        if (answers.getFirst() instanceof List) {
            loop.eventLoop().schedule(this::ask, RETRY_SECONDS, TimeUnit.SECONDS);
        } else {
            role.onFacts(new ServerFacts(version(), databases()), CommandReply.read(answers.getLast()));
        }
    }

    private String version() {
        for (String line : String.valueOf(answers.getFirst()).split("\r\n")) {
            if (line.startsWith("redis_version:")) {
                return line.substring(line.indexOf(':') + 1);
            }
        }
        return ServerFacts.UNKNOWN.version();
    }

    private int databases() {
        if (answers.get(1) instanceof List<?> pair && pair.size() == 2) {
            try {
                return Integer.parseInt(String.valueOf(pair.get(1)));
            } catch (NumberFormatException _) {
                return ServerFacts.UNKNOWN.databases();
            }
        }
        return ServerFacts.UNKNOWN.databases();
    }
}
