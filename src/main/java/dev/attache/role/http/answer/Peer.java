package dev.attache.role.http.answer;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Who a client is, as routes, upstreams and logs are told: what its connection shows, or what a proxy in front has
/// said
/// by the PROXY protocol.
///
/// @param address in numbers, as header values have it; `unknown` where there is none, as on a unix socket
/// @param source of its connection; null where that is not known
/// @param destination of its connection; null where that is not known
/// @param proof header lines that tell upstreams of the certificate that it has shown; empty where it has shown none
public record Peer(
        byte[] address,
        @Nullable InetSocketAddress source,
        @Nullable InetSocketAddress destination,
        byte[] proof) {
    private static final AttributeKey<Peer> KEY = AttributeKey.valueOf(Peer.class, "peer");
    private static final byte[] NO_PROOF = {};

    /// As was said of the channel, or else as the channel itself shows.
    public static Peer of(Channel channel) {
        Peer said = channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
        return said == null
                ? from(
                        channel.remoteAddress() instanceof InetSocketAddress source ? source : null,
                        channel.localAddress() instanceof InetSocketAddress destination ? destination : null)
                : said;
    }

    /// One that comes from there.
    public static Peer from(@Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
        InetAddress numeric = source == null ? null : source.getAddress();
        String text = numeric == null ? "unknown" : NetUtil.toAddressString(numeric);
        return new Peer(text.getBytes(StandardCharsets.US_ASCII), source, destination, NO_PROOF);
    }

    /// The same with a certificate.
    public Peer withProof(byte[] lines) {
        return new Peer(address, source, destination, lines);
    }

    /// Says it of a channel.
    public void sayOf(Channel channel) {
        channel.attr(KEY).set(this);
    }
}
