package dev.attache.role.redis;

import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.OwnQuestion;
import dev.attache.role.redis.loop.ShardStats;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.shard.Lane;
import dev.attache.role.redis.shard.ShardConnection;
import dev.attache.role.redis.topology.Shard;
import dev.attache.role.redis.topology.Topology;
import dev.attache.wire.resp.RespTree;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many keys each shard holds, in all databases, and how much memory it uses: what shows whether a ring is even.
///
/// Runs on one event loop, and may be read from any thread. Often at first, later every
/// [#PERIOD_MILLIS_MAX], it asks each shard in service that has answered anything since it was asked last: a
/// connection that nobody uses may still become idle, and a shard that is not there yet is not ejected for it.
final class ShardSizes {
    static final int PERIOD_MILLIS_MAX = 10_000;

    private static final int PERIOD_MILLIS_MIN = 250;
    private static final byte[][] QUESTIONS = {
        Replies.ascii("*2\r\n$4\r\nINFO\r\n$8\r\nkeyspace\r\n"), Replies.ascii("*2\r\n$4\r\nINFO\r\n$6\r\nmemory\r\n")
    };
    private static final Pattern KEYS = Pattern.compile("db\\d+:keys=(\\d{1,18})");
    private static final Pattern MEMORY = Pattern.compile("used_memory:(\\d{1,18})");

    /// @param keys in all databases
    /// @param memoryBytes what the server counts as used
    record Size(long keys, long memoryBytes) {}

    private final RedisRole role;
    private final RedisLoop loop;
    private final Map<Integer, Size> sizes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> repliesWhenAsked = new ConcurrentHashMap<>();

    private int periodMillis = PERIOD_MILLIS_MIN;

    ShardSizes(RedisRole role, RedisLoop loop) {
        this.role = role;
        this.loop = loop;
    }

    void start() {
        loop.eventLoop().schedule(this::askAll, periodMillis, TimeUnit.MILLISECONDS);
    }

    /// What the shards said last, by slot; a shard that has not said anything is absent.
    Map<Integer, Size> bySlot() {
        return sizes;
    }

    private void askAll() {
        if (loop.isStopping()) {
            return;
        }
        loop.tick();
        Lane lane = loop.lanes().lane(2, loop.settings().cluster().database());
        Topology topology = loop.lanes().topology();
        for (int i = 0; i < topology.size(); i++) {
            Shard shard = topology.shard(i);
            long replies = repliesOf(shard.slot());
            boolean used = repliesWhenAsked.getOrDefault(shard.slot(), 0L) != replies;
            if (used && shard.endpoint().available()) {
                repliesWhenAsked.put(shard.slot(), replies);
                new Question(shard.slot()).ask(lane.connection(i));
            }
        }
        periodMillis = Math.min(periodMillis * 2, PERIOD_MILLIS_MAX);
        loop.eventLoop().schedule(this::askAll, periodMillis, TimeUnit.MILLISECONDS);
    }

    private long repliesOf(int slot) {
        long replies = 0;
        for (RedisLoop each : role.loops()) {
            ShardStats counted = each.stats().shard(slot);
            replies += counted == null ? 0 : counted.replies();
        }
        return replies;
    }

    /// The questions to one shard and the texts that came back.
    private final class Question implements OwnQuestion {
        private final int slot;
        private final StringBuilder texts = new StringBuilder();
        private int replies;

        Question(int slot) {
            this.slot = slot;
        }

        void ask(ShardConnection connection) {
            for (byte[] question : QUESTIONS) {
                connection.send(loop.exchanges().take(this, null, 1), question, 0, question.length);
            }
        }

        @Override
        public void onReply(Exchange exchange, byte[] bytes, int from, int length) {
            texts.append(bytes[from] == '-' ? "" : RespTree.parse(bytes, from)).append('\n');
            if (++replies == QUESTIONS.length) {
                onTexts();
            }
        }

        /// A shard that failed, or may not tell, keeps the size it had and is asked again when the time comes.
        private void onTexts() {
            Matcher memory = MEMORY.matcher(texts);
            if (!memory.find()) {
                repliesWhenAsked.remove(slot);
                return;
            }
            long keys = 0;
            for (Matcher database = KEYS.matcher(texts); database.find(); ) {
                keys += Long.parseLong(database.group(1));
            }
            sizes.put(slot, new Size(keys, Long.parseLong(memory.group(1))));
        }
    }
}
