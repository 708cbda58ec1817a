package dev.attache.role.http.answer;

import dev.attache.base.Ascii;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;

/// What a server of gRPC says of a call in `grpc-status`, and the status of HTTP that stands for it wherever answers
/// are
/// judged: in ejection, balancing, bounds, retries and experiments.
///
/// Source of the table: the comments of `google/rpc/code.proto`, which Envoy's outlier detection goes by as well.
public final class GrpcStatus {
    /// The status is not there.
    public static final int NONE = -1;

    public static final int CANCELLED = 1;
    public static final int DEADLINE_EXCEEDED = 4;

    /// What a call has come to that has ended without a status, or with one that nobody knows.
    static final int UNKNOWN = 2;

    private static final byte[] TYPE = Ascii.bytes("application/grpc");
    private static final byte[] NAME = Ascii.bytes("grpc-status");

    /// By the status of gRPC.
    private static final int[] HTTP = {
        200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401
    };

    private GrpcStatus() {}

    /// Whether a message is one of gRPC: not one of gRPC-Web, which has its status in the body.
    public static boolean isSpoken(HeaderLines lines) {
        int line = lines.find(HeaderName.CONTENT_TYPE);
        if (line < 0) {
            return false;
        }
        int from = lines.valueStart(line);
        int length = lines.valueEnd(line) - from;
        return startsWithType(lines.bytes(), from, length) && (length == TYPE.length || ends(lines, from));
    }

    private static boolean startsWithType(byte[] bytes, int from, int length) {
        for (int i = 0; i < TYPE.length; i++) {
            if (i == length || bytes[from + i] != TYPE[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean ends(HeaderLines lines, int from) {
        byte next = lines.bytes()[from + TYPE.length];
        return next == '+' || next == ';' || next == ' ';
    }

    /// The status in a head or in trailers; [#NONE] where there is none.
    public static int in(HeaderLines lines) {
        int line = lines.find(NAME, 0);
        if (line < 0) {
            return NONE;
        }
        int status = 0;
        int from = lines.valueStart(line);
        int to = lines.valueEnd(line);
        for (int i = from; i < to; i++) {
            int digit = lines.bytes()[i] - '0';
            status = status * 10 + digit;
            if (digit < 0 || digit > 9 || status >= HTTP.length) {
                return UNKNOWN;
            }
        }
        return from == to ? UNKNOWN : status;
    }

    /// The status of HTTP that stands for it.
    public static int asHttp(int status) {
        return HTTP[status == NONE ? UNKNOWN : status];
    }
}
