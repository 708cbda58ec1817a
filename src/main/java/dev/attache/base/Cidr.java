package dev.attache.base;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A range of addresses, such as `10.0.0.0/8`, `fd00::/8` or a single address.
///
/// @param network its first address
/// @param bits how many leading bits its addresses share; 0 to 32 or 128
public record Cidr(InetAddress network, int bits) {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException where it is none, or has bits set behind those that are shared
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean four = address.indexOf(':') < 0;
        if (four && address.split("\\.", -1).length != 4) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses, such as 10.0.0.0/8");
        }
        InetAddress network = InetAddress.ofLiteral(address);
        int most = network.getAddress().length * 8;
        int bits = slash < 0 ? most : bitsOf(text.substring(slash + 1), most);
        Cidr range = new Cidr(network, bits);
        if (!Arrays.equals(range.masked(network.getAddress()), network.getAddress())) {
            throw new IllegalArgumentException("'" + text + "' has bits set behind its first " + bits);
        }
        return range;
    }

    private static int bitsOf(String text, int most) {
        try {
            int bits = Integer.parseInt(text);
            if (bits >= 0 && bits <= most && text.charAt(0) != '+') {
                return bits;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException("'" + text + "' is not a number of bits from 0 to " + most);
    }

    /// Whether an address is in the range. An IPv4 address that is mapped into IPv6 counts as what it is.
    public boolean contains(InetAddress address) {
        byte[] bytes = unmapped(address).getAddress();
        return bytes.length == network.getAddress().length && Arrays.equals(masked(bytes), network.getAddress());
    }

    /// The JDK itself makes an IPv4 address of one that is mapped.
    private static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] masked(byte[] address) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            masked[i] &= (byte) (0xFF << 8 - kept);
        }
        return masked;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
