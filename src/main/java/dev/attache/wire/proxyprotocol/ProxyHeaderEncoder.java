package dev.attache.wire.proxyprotocol;

import dev.attache.base.Ascii;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Writes headers that [ProxyHeaderScanner] reads.
public final class ProxyHeaderEncoder {
    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int SIX_BYTES = 16;

    private ProxyHeaderEncoder() {}

    /// The line of version 1; `UNKNOWN` where an address is absent, as on unix sockets and for questions of our own.
    public static byte[] line(@Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
        if (source == null || destination == null) {
            return Ascii.bytes("PROXY UNKNOWN\r\n");
        }
        boolean four = areFour(source, destination);
        return Ascii.bytes("PROXY " + (four ? "TCP4 " : "TCP6 ") + text(source, four) + ' ' + text(destination, four)
                + ' ' + source.getPort() + ' ' + destination.getPort() + "\r\n");
    }

    /// The header of version 2; `LOCAL` where an address is absent.
    public static byte[] binary(@Nullable InetSocketAddress source, @Nullable InetSocketAddress destination) {
        if (source == null || destination == null) {
            return ByteBuffer.allocate(16).put(SIGNATURE).put((byte) LOCAL).array();
        }
        boolean four = areFour(source, destination);
        int rest = four ? 12 : 36;
        return ByteBuffer.allocate(16 + rest)
                .put(SIGNATURE)
                .put((byte) PROXY)
                .put((byte) (four ? TCP4 : TCP6))
                .putShort((short) rest)
                .put(bytes(source, four))
                .put(bytes(destination, four))
                .putShort((short) source.getPort())
                .putShort((short) destination.getPort())
                .array();
    }

    private static boolean areFour(InetSocketAddress one, InetSocketAddress other) {
        return one.getAddress() instanceof Inet4Address && other.getAddress() instanceof Inet4Address;
    }

    private static String text(InetSocketAddress address, boolean four) {
        return NetUtil.toAddressString(four ? address.getAddress() : asSix(address));
    }

    private static byte[] bytes(InetSocketAddress address, boolean four) {
        return four ? address.getAddress().getAddress() : asSix(address).getAddress();
    }

    /// Of two families both are written as IPv6, the older one mapped into it (RFC 4291, 2.5.5.2).
    private static Inet6Address asSix(InetSocketAddress address) {
        InetAddress plain = address.getAddress();
        if (plain instanceof Inet6Address six) {
            return six;
        }
        byte[] mapped = new byte[SIX_BYTES];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(plain.getAddress(), 0, mapped, 12, 4);
        try {
            return Inet6Address.getByAddress("", mapped, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
