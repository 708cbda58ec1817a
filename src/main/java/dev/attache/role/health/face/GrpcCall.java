package dev.attache.role.health.face;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One call of `grpc.health.v1.Health` on one stream: what is asked, and what the caller knows.
final class GrpcCall {
    static final int UNKNOWN = 0;
    static final int SERVING = 1;
    static final int NOT_SERVING = 2;
    static final int SERVICE_UNKNOWN = 3;

    private static final int PREFIX_BYTES = 5;
    private static final int MESSAGE_BYTES_MAX = 1024;
    /// `HealthCheckRequest { service }`: field 1, a text.
    private static final int SERVICE_TAG = 0x0a;

    private final int stream;
    private final Method method;
    private final GrowingBytes message = new GrowingBytes();
    private long window;
    private @Nullable String service;
    private int told = -1;

    /// What is called.
    enum Method {
        CHECK,
        WATCH,
        OTHER;

        static Method of(String path) {
            return switch (path) {
                case "/grpc.health.v1.Health/Check" -> CHECK;
                case "/grpc.health.v1.Health/Watch" -> WATCH;
                default -> OTHER;
            };
        }
    }

    GrpcCall(int stream, Method method, int window) {
        this.stream = stream;
        this.method = method;
        this.window = window;
    }

    int stream() {
        return stream;
    }

    Method method() {
        return method;
    }

    /// Bytes of a body that may be sent on the stream.
    long window() {
        return window;
    }

    /// @return false where the window is larger than any may be
    boolean widen(long bytes) {
        window += bytes;
        return window <= Integer.MAX_VALUE;
    }

    /// @return false where the message is longer than any of this service
    boolean append(byte[] bytes) {
        message.append(bytes);
        return message.length() <= MESSAGE_BYTES_MAX;
    }

    /// The request is whole.
    ///
    /// @return false where it is none of this service
    boolean read() {
        byte[] bytes = message.array();
        int length = message.length() - PREFIX_BYTES;
        boolean framed = length >= 0
                && bytes[0] == 0
                && bytes[1] == 0
                && bytes[2] == 0
                && ((bytes[3] & 0xFF) << 8 | bytes[4] & 0xFF) == length;
        if (!framed) {
            return false;
        }
        if (length == 0) {
            service = "";
            return true;
        }
        int at = PREFIX_BYTES + 1;
        int size = length < 2 ? -1 : bytes[at++];
        if (size < 0 && length > 2) {
            size = size & 0x7F | bytes[at++] << 7;
        }
        if (bytes[PREFIX_BYTES] != SERVICE_TAG || size < 0 || at + size != message.length()) {
            return false;
        }
        service = new String(bytes, at, size, StandardCharsets.UTF_8);
        return true;
    }

    /// The service that is asked for; null before [#read].
    @Nullable String service() {
        return service;
    }

    /// Whether the caller has heard nothing yet.
    boolean isFirst() {
        return told < 0;
    }

    /// Whether the caller does not know of a status yet.
    boolean isNews(int status) {
        return told != status;
    }

    /// A message with the status was sent.
    void onTold(int status, int bytes) {
        told = status;
        window -= bytes;
    }
}
