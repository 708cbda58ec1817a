package dev.attache.config;

import dev.attache.base.ByteSize;

/// Bounds on what clients and shards may send; what happens at each stands in `docs/redis.md`.
@Doc("bounds on what clients and shards may send")
public record RedisLimitsConfig(
        @Doc("longest argument or reply string") @Default("512MiB") @Range(min = "1KiB", max = "2GiB")
        ByteSize bulk,

        @Doc("most arguments of a command") @Default("1048576") @Range(min = "8", max = "2147483647")
        int arguments,

        @Doc("longest inline command or protocol line") @Default("64KiB") @Range(min = "1KiB", max = "1MiB")
        ByteSize line,

        @Doc("deepest nesting of a reply") @Default("8192") @Range(min = "16", max = "65536")
        int nesting,

        @Doc("commands of one client that wait for an answer; reading from it pauses at the bound")
        @Default("1024")
        @Range(min = "1", max = "1048576")
        int unanswered,

        @Doc("replies that one client may leave unread before its connection is closed")
        @Default("64MiB")
        @Range(min = "64KiB", max = "2GiB")
        ByteSize output,

        @Doc("largest reply that is merged from several shards (KEYS, MGET over shards)")
        @Default("16MiB")
        @Range(min = "64KiB", max = "2GiB")
        ByteSize merge,

        @Doc("largest command on several keys (MSET, DEL, EVAL), which is held whole before it is routed")
        @Default("16MiB")
        @Range(min = "64KiB", max = "1GiB")
        ByteSize gather,

        @Doc("bytes that wait for one shard connection; reading from its clients pauses at the bound")
        @Default("4MiB")
        @Range(min = "64KiB", max = "1GiB")
        ByteSize backlog) {}
