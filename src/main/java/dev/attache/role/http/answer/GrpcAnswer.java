package dev.attache.role.http.answer;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.role.http.h2.ResponseFields;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http2.HpackEncoder;
import java.nio.charset.StandardCharsets;

/// What a client of gRPC is told where others get an error page: a response of trailers only, with the status that
/// gRPC's own table gives for the one of HTTP.
///
/// Source: gRPC over HTTP/2, "Responses", and "HTTP to gRPC Status Code Mapping" of the gRPC project; a time that ran
/// out here is DEADLINE_EXCEEDED, and what is too large RESOURCE_EXHAUSTED.
public final class GrpcAnswer {
    private static final byte[] TYPE = Ascii.bytes("application/grpc");
    private static final int OK = 200;

    private GrpcAnswer() {}

    /// Whether a request is one of gRPC.
    public static boolean isAsked(RequestScanner request) {
        HeaderLines lines = request.headers();
        int line = lines.find(HeaderName.CONTENT_TYPE);
        if (line < 0 || lines.valueEnd(line) - lines.valueStart(line) < TYPE.length) {
            return false;
        }
        for (int i = 0; i < TYPE.length; i++) {
            if (lines.bytes()[lines.valueStart(line) + i] != TYPE[i]) {
                return false;
            }
        }
        return true;
    }

    /// Appends the fields of the answer, which has no body.
    public static void append(Refusal why, GrowingBytes fields) {
        String lines = "content-type: application/grpc\r\ngrpc-status: " + statusOf(why.status()) + "\r\ngrpc-message: "
                + messageOf(why) + "\r\nproxy-status: " + why.proxyStatus() + "\r\n";
        byte[] bytes = lines.getBytes(StandardCharsets.US_ASCII);
        HpackEncoder.status(OK, fields);
        ResponseFields.appendLines(bytes, 0, bytes.length, fields);
    }

    private static String messageOf(Refusal why) {
        return why.body().strip();
    }

    private static int statusOf(int http) {
        return switch (http) {
            case 400 -> 13;
            case 401 -> 16;
            case 403 -> 7;
            case 404 -> 12;
            case 408, 504 -> 4;
            case 413, 414, 431 -> 8;
            case 429, 502, 503 -> 14;
            default -> 2;
        };
    }
}
