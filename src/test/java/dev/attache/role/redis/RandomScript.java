package dev.attache.role.redis;

import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes commands up: those that attache routes, splits, fans out or answers itself, right and wrong ones.
///
/// Left out are commands whose answer is chance or the clock, and those that differ by design (`docs/redis.md`).
/// Commands on several keys that cannot be split use keys that share a tag.
final class RandomScript {
    private static final Set<String> UNORDERED =
            Set.of("SMEMBERS", "SINTER", "SUNION", "SDIFF", "KEYS", "HGETALL", "HKEYS", "HVALS", "SORT");

    /// `K` is any key, `T` one of the keys that share a tag, `V` a value, `N` a number, `F` a field.
    private static final List<String> SHAPES = List.of(
            "GET K",
            "SET K V",
            "SET K V NX",
            "SET K V XX GET",
            "SETNX K V",
            "GETSET K V",
            "GETDEL K",
            "STRLEN K",
            "APPEND K V",
            "INCR K",
            "DECRBY K N",
            "INCRBYFLOAT K 0.5",
            "GETRANGE K N N",
            "SETRANGE K 3 V",
            "SETBIT K 7 1",
            "GETBIT K 7",
            "BITCOUNT K",
            "BITPOS K 1",
            "TYPE K",
            "EXPIREAT K 99999999999",
            "EXPIRETIME K",
            "PERSIST K",
            "TTL none",
            "OBJECT ENCODING K",
            "OBJECT REFCOUNT none",
            "MGET K",
            "MGET K K",
            "MGET K K K K K",
            "MGET K K K K K K K K K K K K",
            "MSET K V",
            "MSET K V K V",
            "MSET K V K V K V K V",
            "MSET K V K",
            "MSETNX T V T V",
            "DEL K",
            "DEL K K",
            "DEL K K K K",
            "UNLINK K K K",
            "EXISTS K",
            "EXISTS K K K K",
            "TOUCH K K K",
            "DBSIZE",
            "KEYS *",
            "KEYS k*",
            "KEYS {t}?",
            "KEYS [",
            "LPUSH K V V",
            "RPUSH K V",
            "LPOP K",
            "RPOP K 2",
            "LRANGE K 0 -1",
            "LLEN K",
            "LINDEX K N",
            "LSET K N V",
            "LREM K 0 V",
            "LINSERT K BEFORE V V",
            "LPOS K V",
            "LMOVE T T LEFT RIGHT",
            "RPOPLPUSH T T",
            "LMPOP 2 T T LEFT",
            "SADD K V V V",
            "SREM K V",
            "SCARD K",
            "SISMEMBER K V",
            "SMISMEMBER K V V",
            "SMEMBERS K",
            "SINTER T T",
            "SUNION T T T",
            "SDIFF T T",
            "SINTERSTORE T T T",
            "SINTERCARD 2 T T",
            "SMOVE T T V",
            "HSET K F V",
            "HSET K F V F V",
            "HGET K F",
            "HMGET K F F F",
            "HDEL K F",
            "HGETALL K",
            "HKEYS K",
            "HVALS K",
            "HLEN K",
            "HINCRBY K F N",
            "HSTRLEN K F",
            "HEXISTS K F",
            "ZADD K N V N V",
            "ZINCRBY K 1.5 V",
            "ZSCORE K V",
            "ZMSCORE K V V",
            "ZRANGE K 0 -1 WITHSCORES",
            "ZRANGEBYSCORE K -inf +inf",
            "ZRANK K V",
            "ZREM K V",
            "ZCARD K",
            "ZCOUNT K 0 5",
            "ZPOPMIN K",
            "ZUNION 2 T T WITHSCORES",
            "ZINTERSTORE T 2 T T",
            "ZRANGESTORE T T 0 -1",
            "XADD K N-1 F V",
            "XLEN K",
            "XRANGE K - +",
            "XREAD COUNT 2 STREAMS T T 0 0",
            "XGROUP CREATE K g 0 MKSTREAM",
            "XINFO GROUPS K",
            "XACK K g 1-1",
            "PFADD K V V",
            "PFCOUNT T T",
            "PFMERGE T T",
            "GEOADD K 13.4 52.5 V",
            "GEOPOS K V",
            "GEODIST K V V",
            "COPY T T",
            "COPY T T REPLACE",
            "RENAME T T",
            "RENAMENX T T",
            "SORT K ALPHA",
            "LCS T T",
            "BITOP AND T T T",
            "BITFIELD K INCRBY u8 0 10",
            "EVAL return{KEYS[1],ARGV[1]} 1 K V",
            "EVAL return#KEYS 2 T T",
            "EVAL return{1,2,{3}} 0",
            "EVAL return N 0",
            "EVALSHA ffff 1 K",
            "SCRIPT EXISTS ffff",
            "SCRIPT LOAD return1",
            "EVAL oh( 0",
            "EVAL return1 -1",
            "EVAL return1 x",
            "PING",
            "PING V",
            "PING V V",
            "ECHO V",
            "ECHO",
            "GET",
            "GET K K",
            "SET K",
            "SET K V EX 0",
            "SET K V WHAT",
            "MGET",
            "MSET",
            "DEL",
            "EXISTS",
            "nonsense",
            "nonsense V V",
            "GeT K",
            "INCRBY K x",
            "EXPIRE K x",
            "LPOP K x",
            "ZADD K x V",
            "HSET K F",
            "XADD K 1-1 F",
            "SCAN x",
            "SCAN",
            "SCAN 0 COUNT 0",
            "SCAN 0 WHAT",
            "SELECT 0",
            "SELECT x",
            "SELECT 99",
            "TIME x",
            "OBJECT",
            "OBJECT WHAT K",
            "XGROUP WHAT K",
            "SINTERCARD x T",
            "SINTERCARD 0 T",
            "LMPOP x T LEFT",
            "ZUNION 9 T",
            "SUBSTR K 0 2",
            "CLIENT GETNAME",
            "CLIENT SETNAME me",
            "CLIENT SETNAME x\ny",
            "CLIENT WHAT",
            "COMMAND GETKEYS GET K",
            "WAIT x 0",
            "HELLO x",
            "HELLO 4",
            "FLUSHDB WHAT");

    private static final List<String> KEYS = List.of(
            "k0",
            "k1",
            "k2",
            "k3",
            "k4",
            "k5",
            "k6",
            "k7",
            "k8",
            "k9",
            "",
            "\0\1\2\r\n\u00ff",
            "k with blanks",
            "{",
            "{}",
            "{t}0",
            "{t}1",
            "{t}2",
            "{t}3",
            "x{t}",
            "key:{user1}:name",
            "key:{user1}:age");
    private static final List<String> TAGGED = List.of("{t}0", "{t}1", "{t}2", "{t}3", "x{t}");
    private static final List<String> VALUES = List.of(
            "", "0", "7", "-3", "3.25", "value", "a", "b", "c", "\r\n", "\0\u00ff", "a much longer value, ".repeat(40));

    private final Random random;

    RandomScript(Random random) {
        this.random = random;
    }

    static boolean isUnordered(String command) {
        return UNORDERED.contains(command);
    }

    String[] next() {
        String[] words = any(SHAPES).split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            words[i] = switch (words[i]) {
                case "K" -> any(KEYS);
                case "T" -> any(TAGGED);
                case "V" -> any(VALUES);
                case "F" -> "f" + random.nextInt(5);
                case "N" -> Integer.toString(random.nextInt(-2, 12));
                case "N-1" -> random.nextInt(1, 30) + "-1";
                default -> words[i];
            };
        }
        return words;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
