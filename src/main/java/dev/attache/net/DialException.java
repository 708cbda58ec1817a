package dev.attache.net;

import dev.attache.net.tls.TlsFault;
import java.io.IOException;

/// A connection could not be opened; the message says why, without the address, which the caller knows.
///
/// Without a stack trace: a peer that is down says nothing about this code.
public final class DialException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /// How far it came.
    public enum Fault {
        /// There was no connection.
        NO_CONNECTION,
        /// The name has no address.
        UNKNOWN_HOST,
        /// The name has addresses, none of which may be connected to.
        BARRED,
        /// There was one, and no TLS in time or at all.
        NO_TLS,
        /// There was TLS, and no agreement on what is spoken by it.
        NO_PROTOCOL,
        /// The endpoint's certificate is not accepted.
        CERTIFICATE,
        /// The endpoint has refused TLS, as those do that miss a certificate of ours.
        TLS_REFUSED
    }

    DialException(String message) {
        this(Fault.NO_CONNECTION, message);
    }

    DialException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    static DialException unknownHost(String host) {
        return new DialException(Fault.UNKNOWN_HOST, "unknown host " + host);
    }

    DialException(TlsFault tls) {
        super(tls.message());
        this.fault = switch (tls.kind()) {
            case CERTIFICATE -> Fault.CERTIFICATE;
            case ALERT -> Fault.TLS_REFUSED;
            case TIMED_OUT, PROTOCOL -> Fault.NO_TLS;
        };
    }

    public Fault fault() {
        return fault;
    }

    /// The fault of whatever a dialling has failed with.
    public static Fault faultOf(Throwable failure) {
        return failure instanceof DialException known ? known.fault : Fault.NO_CONNECTION;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
