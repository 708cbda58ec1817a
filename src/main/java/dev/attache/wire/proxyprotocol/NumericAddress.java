package dev.attache.wire.proxyprotocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Addresses and ports in the one form that version 1 allows: decimal without signs and leading zeros, IPv6 without
/// brackets and zones.
final class NumericAddress {
    private static final int PORT_MAX = 65_535;

    private NumericAddress() {}

    /// @return null where the text is no such address
    static @Nullable InetSocketAddress read(String address, String port, boolean six) {
        int number = decimal(port, PORT_MAX);
        boolean sound = six ? isSix(address) : isFour(address);
        if (number < 0 || !sound) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(address), number);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isFour(String text) {
        String[] parts = text.split("\\.", -1);
        boolean sound = parts.length == 4;
        for (String each : parts) {
            sound &= decimal(each, 255) >= 0;
        }
        return sound;
    }

    private static boolean isSix(String text) {
        boolean colon = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            colon |= c == ':';
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return colon;
    }

    /// @return -1 where it is no number up to the maximum
    private static int decimal(String text, int max) {
        if (text.isEmpty() || text.length() > 5 || text.length() > 1 && text.charAt(0) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= max ? value : -1;
    }
}
