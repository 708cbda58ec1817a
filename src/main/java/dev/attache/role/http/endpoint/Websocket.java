package dev.attache.role.http.endpoint;

import dev.attache.base.Ascii;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A client's wish to go on as a WebSocket (RFC 6455, 4), and whether a response grants just that.
///
/// Every other upgrade is asked for in vain: its headers are left out and the request goes on as plain HTTP/1.1.
///
/// @param accept what the server has to answer to the client's key
public record Websocket(byte[] accept) {
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] VERSION = Ascii.bytes("13");
    private static final byte[] GUID = Ascii.bytes("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    private static final int KEY_CHARS = 24;

    /// The wish of a request; null where it has none that is granted here.
    public static @Nullable Websocket wish(RequestScanner request) {
        HeaderLines lines = request.headers();
        int upgrade = lines.find(HeaderName.UPGRADE);
        int key = lines.find(HeaderName.SEC_WEBSOCKET_KEY);
        int version = lines.find(HeaderName.SEC_WEBSOCKET_VERSION);
        boolean granted = request.method() == HttpMethod.GET
                && request.isHttp11()
                && !request.hasBody()
                && upgrade >= 0
                && key >= 0
                && version >= 0
                && lines.says(upgrade, WEBSOCKET)
                && lines.says(version, VERSION)
                && lines.valueEnd(key) - lines.valueStart(key) == KEY_CHARS;
        return granted ? new Websocket(acceptOf(lines.bytes(), lines.valueStart(key))) : null;
    }

    private static byte[] acceptOf(byte[] bytes, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes, from, KEY_CHARS);
            return Base64.getEncoder().encode(digest.digest(GUID));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether a response with status 101 grants the wish.
    boolean isGrantedBy(ResponseScanner response) {
        HeaderLines lines = response.headers();
        int upgrade = lines.find(HeaderName.UPGRADE);
        int answer = lines.find(HeaderName.SEC_WEBSOCKET_ACCEPT);
        return response.facts().wantsUpgrade()
                && upgrade >= 0
                && answer >= 0
                && lines.says(upgrade, WEBSOCKET)
                && Arrays.equals(
                        accept, 0, accept.length, lines.bytes(), lines.valueStart(answer), lines.valueEnd(answer));
    }
}
