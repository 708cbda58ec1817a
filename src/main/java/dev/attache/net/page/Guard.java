package dev.attache.net.page;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who may ask for what.
///
/// POST and PUT need the token where one is set, and come from this machine where none is; so do private pages. A
/// browser must not be talked into either: a page of another origin is refused by its `Origin`, and one whose name was
/// pointed at this address after it was loaded (DNS rebinding) by its `Host`, which over loopback has to be an IP
/// address, `localhost` or the host of the listener.
public final class Guard {
    private static final String BEARER = "Bearer ";

    private final String scheme;
    private final String ownHost;
    private final Secret token;
    private final String key;
    private final Predicate<String> isPrivate;

    /// @param key of the file under which the token stands, for those who lack it
    /// @param isPrivate says of a path whether its page is guarded like a POST
    public Guard(Address listen, Secret token, String key, Predicate<String> isPrivate) {
        this(false, listen, token, key, isPrivate);
    }

    /// @param secure whether the listener speaks TLS
    /// @param key of the file under which the token stands, for those who lack it
    /// @param isPrivate says of a path whether its page is guarded like a POST
    public Guard(boolean secure, Address listen, Secret token, String key, Predicate<String> isPrivate) {
        this.scheme = secure ? "https://" : "http://";
        this.ownHost = listen instanceof HostPort tcp ? tcp.host().toLowerCase(Locale.ROOT) : "";
        this.token = token;
        this.key = key;
        this.isPrivate = isPrivate;
    }

    /// @param local where the request arrived
    /// @param remote where it came from
    /// @return the refusal, or null where the request may pass
    public @Nullable Answer refusal(HttpRequest request, SocketAddress local, SocketAddress remote) {
        HttpHeaders headers = request.headers();
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return Answer.text(HttpResponseStatus.BAD_REQUEST, "a request names one host");
        }
        String host = headers.get(HttpHeaderNames.HOST, "");
        if (isLocal(local) && !isOwnName(hostOf(host))) {
            return Answer.text(
                    HttpResponseStatus.MISDIRECTED_REQUEST, "this endpoint is not named so; use its IP address");
        }
        HttpMethod method = request.method();
        boolean changes = !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
        if (!changes && !isPrivate.test(new QueryStringDecoder(request.uri()).rawPath())) {
            return null;
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase(scheme + host)) {
            return Answer.text(HttpResponseStatus.FORBIDDEN, "a page of another origin may not post here");
        }
        if (token.isSet()) {
            return hasToken(headers) ? null : Answer.unauthorized(key);
        }
        return isLocal(remote)
                ? null
                : Answer.text(
                        HttpResponseStatus.FORBIDDEN,
                        "this is taken from this machine only; to ask it from elsewhere set " + key);
    }

    private boolean hasToken(HttpHeaders headers) {
        return hasToken(headers, token);
    }

    /// Whether a request shows a token, in the manner of `Authorization: Bearer TOKEN` (RFC 6750, 2.1).
    public static boolean hasToken(HttpHeaders headers, Secret token) {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String presented = bearer ? authorization.substring(BEARER.length()).strip() : "";
        return MessageDigest.isEqual(bytes(presented), bytes(token.reveal()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A unix socket, which has no such address, is as local as loopback.
    private static boolean isLocal(SocketAddress address) {
        return !(address instanceof InetSocketAddress tcp) || tcp.getAddress().isLoopbackAddress();
    }

    private boolean isOwnName(String host) {
        return host.isEmpty()
                || host.equals("localhost")
                || host.equals(ownHost)
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host);
    }

    private static String hostOf(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') : header.lastIndexOf(':');
        String host = end < 0 ? header : header.substring(header.startsWith("[") ? 1 : 0, end);
        return host.toLowerCase(Locale.ROOT);
    }
}
