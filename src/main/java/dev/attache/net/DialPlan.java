package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.net.tls.TlsClient;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How an endpoint is reached.
///
/// @param connectTimeout bound on the lookup of a name, again on all attempts to connect together, and again on TLS
/// @param tls null where it is spoken to in the clear
/// @param preface bytes that go out before everything else, TLS included; none where it is empty
/// @param admits which of the addresses that a name is found to have may be connected to
public record DialPlan(
        Address address,
        Duration connectTimeout,
        @Nullable TlsClient tls,
        byte[] preface,
        Predicate<InetAddress> admits) {
    private static final byte[] NOTHING = {};
    private static final Predicate<InetAddress> ALL = _ -> true;

    public DialPlan(Address address, Duration connectTimeout, @Nullable TlsClient tls, byte[] preface) {
        this(address, connectTimeout, tls, preface, ALL);
    }

    /// In the clear, and without a preface.
    public static DialPlan inTheClear(Address address, Duration connectTimeout) {
        return new DialPlan(address, connectTimeout, null, NOTHING);
    }

    /// The same with a preface.
    public DialPlan withPreface(byte[] bytes) {
        return new DialPlan(address, connectTimeout, tls, bytes, admits);
    }

    /// The same for such addresses only.
    public DialPlan admitting(Predicate<InetAddress> some) {
        return new DialPlan(address, connectTimeout, tls, preface, some);
    }
}
