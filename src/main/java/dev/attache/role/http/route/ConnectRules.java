package dev.attache.role.http.route;

import dev.attache.base.HostPort;
import dev.attache.base.HostPortPattern;
import dev.attache.config.ConnectConfig;
import dev.attache.wire.http.RequestTarget;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where tunnels may lead that clients open by CONNECT.
///
/// A host that is named in full is gone to wherever its name leads. What a `*` has let in leads neither to this machine
/// nor to its own link, where others keep what is meant for it alone, such as a cloud's metadata, unless a range says
/// so: whoever owns a name may have it lead anywhere.
public final class ConnectRules {
    private final List<HostPortPattern> allowed;

    private ConnectRules(List<HostPortPattern> allowed) {
        this.allowed = allowed;
    }

    public static ConnectRules of(ConnectConfig config) {
        return new ConnectRules(
                config.allow().stream().map(HostPortPattern::parse).toList());
    }

    /// Whether there are tunnels at all.
    public boolean allowsAny() {
        return !allowed.isEmpty();
    }

    /// Reads whom CONNECT asks for (RFC 9110, 7.1 and 9.3.6), strictly: a name in small letters or an address in its
    /// one
    /// usual form, and a port.
    ///
    /// @return null where it is anything else, such as numbers that only some take for an address
    public static @Nullable HostPort read(byte[] bytes, RequestTarget target) {
        int from = target.authorityStart();
        String text = new String(bytes, from, target.authorityEnd() - from, StandardCharsets.US_ASCII);
        int colon = text.lastIndexOf(':');
        String digits = text.substring(colon + 1);
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (colon <= 0 || port < 1 || port > 65_535) {
            return null;
        }
        String host = hostOf(text.substring(0, colon).toLowerCase(Locale.ROOT));
        return host == null ? null : new HostPort(host, port);
    }

    private static @Nullable String hostOf(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String inner = text.substring(1, text.length() - 1);
            boolean six = inner.indexOf('%') < 0 && NetUtil.isValidIpV6Address(inner);
            return six ? addressOf(inner).getHostAddress() : null;
        }
        if (NetUtil.isValidIpV4Address(text)) {
            return addressOf(text).getHostAddress().equals(text) ? text : null;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return HostPortPattern.isName(name) ? name : null;
    }

    private static InetAddress addressOf(String literal) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(literal));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether a tunnel may lead there, as far as that shows before a name is looked up.
    public boolean allows(HostPort target) {
        if (isNumeric(target.host())) {
            return admits(target, addressOf(target.host()));
        }
        for (HostPortPattern each : allowed) {
            if (each.takes(target.host(), target.port())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0 || NetUtil.isValidIpV4Address(host);
    }

    /// Whether a tunnel may lead to the address of what was asked for.
    public boolean admits(HostPort target, InetAddress address) {
        for (HostPortPattern each : allowed) {
            boolean admitted = switch (each) {
                case HostPortPattern.Host named -> named.takes(target.host(), target.port());
                case HostPortPattern.Below below -> below.takes(target.host(), target.port()) && !isOwn(address);
                case HostPortPattern.Within within -> within.takes(address, target.port());
                case HostPortPattern.Anywhere any -> any.takes(address, target.port()) && !isOwn(address);
            };
            if (admitted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }
}
