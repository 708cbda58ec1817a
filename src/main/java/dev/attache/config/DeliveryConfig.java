package dev.attache.config;

import dev.attache.base.ByteSize;
import java.time.Duration;

/// How records are gathered and sent to a receiver on a network, and what is done when it does not take them.
@Doc("how records are gathered and sent, and what is done when the receiver does not take them")
public record DeliveryConfig(
        @Doc("bytes of records sent together; one record may be longer")
        @Default("1MiB")
        @Range(min = "1KiB", max = "16MiB")
        ByteSize bytes,

        @Doc("records sent together") @Default("1000") @Range(min = "1", max = "100000")
        int records,

        @Doc("how long a record waits for others to be sent with it")
        @Default("1s")
        @Range(min = "1ms", max = "1m")
        @Key("wait")
        Duration waitMax,

        @Doc("how long it may take to connect, TLS included") @Default("5s") @Range(min = "10ms", max = "1m")
        Duration connectTimeout,

        @Doc("how long the receiver may take to answer") @Default("10s") @Range(min = "10ms", max = "5m")
        Duration timeout,

        @Doc("longest pause after the first failure; it doubles with each in a row, and its length is random from"
                + " half of that up")
        @Default("200ms")
        @Range(min = "1ms", max = "1m")
        Duration pauseFirst,

        @Doc("longest pause; a Retry-After of up to an hour is kept to even where it is longer")
        @Default("30s")
        @Range(min = "1ms", max = "1h")
        Duration pauseLast,

        @Doc("file of the records that the receiver refuses for good, as ndjson with the reason;"
                + " dead-letters-OUTPUT.ndjson in the state folder where it is absent")
        @Default("")
        String deadLetters,

        @Doc("bound on that file and the one before it, NAME.1, together")
        @Default("64MiB")
        @Range(min = "4KiB", max = "16GiB")
        ByteSize deadLettersMax) {}
