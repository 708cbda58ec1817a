package dev.attache.base;

import java.net.InetAddress;
import java.util.Locale;

/// Which places, as the file names them.
///
/// ```
/// db.example.com:5432      a host
/// *.example.com:443        every host below it
/// 10.0.0.0/8:5432          addresses of a range, [fd00::/8]:5432 in IPv6; or one address
/// *:443                    whatever has the port
/// ```
/// A `*` for a port takes every port.
public sealed interface HostPortPattern {
    /// Stands for every port.
    int ANY_PORT = 0;

    /// One host, in small letters.
    record Host(String name, int port) implements HostPortPattern {}

    /// Every host below a name.
    ///
    /// @param suffix the name in small letters, with a dot before it
    record Below(String suffix, int port) implements HostPortPattern {}

    /// Addresses of a range.
    record Within(Cidr range, int port) implements HostPortPattern {}

    /// Every host and address.
    record Anywhere(int port) implements HostPortPattern {}

    int port();

    /// Reads one.
    ///
    /// @throws IllegalArgumentException saying what is wrong with the text
    static HostPortPattern parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("'" + text + "' is no host and port, such as *.example.com:443");
        }
        String host = text.substring(0, colon).toLowerCase(Locale.ROOT);
        int port = portOf(text, text.substring(colon + 1));
        if (host.equals("*")) {
            return new Anywhere(port);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            return new Within(Cidr.parse(host.substring(1, host.length() - 1)), port);
        }
        if (host.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '/')) {
            return new Within(Cidr.parse(host), port);
        }
        boolean below = host.startsWith("*.");
        if (!isName(below ? host.substring(2) : host)) {
            throw new IllegalArgumentException("'" + text + "' names no host; an IPv6 address stands in brackets");
        }
        return below ? new Below(host.substring(1), port) : new Host(host, port);
    }

    private static int portOf(String text, String digits) {
        if (digits.equals("*")) {
            return ANY_PORT;
        }
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + text + "' ends in no port from 1 to 65535, nor in *");
        }
        return port;
    }

    /// Whether a text in small letters is the name of a host, without a dot at its end; one that numbers could be read
    /// into is none.
    static boolean isName(String text) {
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            boolean edged = label.startsWith("-") || label.endsWith("-");
            if (label.isEmpty()
                    || label.length() > 63
                    || edged
                    || !label.chars().allMatch(HostPortPattern::isOfName)) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        boolean numeric = last.startsWith("0x") || last.chars().allMatch(c -> c >= '0' && c <= '9');
        return text.length() <= 253 && !numeric;
    }

    private static boolean isOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    /// Whether it takes a host by its name.
    ///
    /// @param name in small letters
    default boolean takes(String name, int asked) {
        boolean host = switch (this) {
            case Host one -> name.equals(one.name);
            case Below below -> name.endsWith(below.suffix) && name.length() > below.suffix.length();
            case Within _ -> false;
            case Anywhere _ -> true;
        };
        return host && takesPort(asked);
    }

    /// Whether it takes an address.
    default boolean takes(InetAddress address, int asked) {
        boolean inside = switch (this) {
            case Host _, Below _ -> false;
            case Within within -> within.range.contains(address);
            case Anywhere _ -> true;
        };
        return inside && takesPort(asked);
    }

    private boolean takesPort(int asked) {
        return port() == ANY_PORT || port() == asked;
    }
}
