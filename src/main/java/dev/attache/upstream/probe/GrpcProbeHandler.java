package dev.attache.upstream.probe;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.HeaderField;
import dev.attache.wire.http2.HpackEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One connection on which a gRPC server is asked how it is, by `grpc.health.v1.Health/Check`. Holds the first 260
/// bytes of the answer's message beside what every connection by HTTP/2 does.
public final class GrpcProbeHandler extends StreamProbeHandler {
    private static final int GRPC_PREFIX_BYTES = 5;
    private static final int MESSAGE_BYTES_MAX = GRPC_PREFIX_BYTES + 0xFF;
    /// `HealthCheckRequest { service }`: field 1, a text.
    private static final int SERVICE_TAG = 0x0a;
    /// `HealthCheckResponse { status }`: field 1, a number.
    private static final int STATUS_TAG = 0x08;

    /// What a server may say of itself, each at the place of its number.
    public static final List<String> STATES = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");

    private static final int SERVING = 1;
    /// A code that gRPC has for those that it has none for.
    private static final int UNKNOWN_ERROR = 2;

    private static final String STATUS_CODE = "grpc_status_code";
    private static final byte[] GRPC_STATUS = Ascii.bytes("grpc-status");
    private static final byte[] OK = Ascii.bytes("200");

    private final String service;
    private final String host;
    private final GrowingBytes message = new GrowingBytes();
    private String refusal = "";
    private int status = -1;

    /// @param service that is asked for; empty asks for the server as a whole
    /// @param host where the server is reached, as `host:port` or `unix:/path`
    public GrpcProbeHandler(String service, String host, Verdict verdict) {
        super(verdict);
        this.service = service;
        this.host = host.startsWith("unix:") ? "localhost" : host;
    }

    @Override
    String method() {
        return "POST";
    }

    @Override
    String path() {
        return "/grpc.health.v1.Health/Check";
    }

    @Override
    String authority() {
        return host;
    }

    @Override
    void appendFields(GrowingBytes out) {
        field("content-type", "application/grpc", out);
        field("te", "trailers", out);
    }

    private static void field(String name, String value, GrowingBytes out) {
        byte[] names = Ascii.bytes(name);
        byte[] values = Ascii.bytes(value);
        HpackEncoder.field(names, 0, names.length, values, 0, values.length, out);
    }

    /// The message; a name of up to 200 characters has a length of one byte or two.
    @Override
    byte[] body() {
        GrowingBytes asked = new GrowingBytes();
        if (!service.isEmpty()) {
            int length = service.length();
            asked.append(SERVICE_TAG);
            if (length > 0x7F) {
                asked.append(length & 0x7F | 0x80);
                length >>>= 7;
            }
            asked.append(length);
            asked.append(service);
        }
        GrowingBytes out = new GrowingBytes();
        out.append(new byte[] {0, 0, 0, 0, (byte) asked.length()});
        out.append(asked.array(), 0, asked.length());
        return Arrays.copyOf(out.array(), out.length());
    }

    @Override
    void onHead(boolean last) {
        if (!refusal.isEmpty()) {
            settle(Finding.of(refusal, status < 0 ? List.of() : List.of(new Figure(STATUS_CODE, status))));
        } else if (last) {
            settle("answered without saying how it is");
        }
    }

    @Override
    void onField(HeaderField field) {
        String value = new String(field.values(), field.valueStart(), field.valueLength(), StandardCharsets.US_ASCII);
        if (field.id() == FieldName.STATUS && !field.says(OK)) {
            refusal = "answered " + value;
        } else if (isGrpcStatus(field) && !value.equals("0")) {
            refusal = "refused to be asked by grpc.health.v1: grpc-status " + value;
            status = value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : UNKNOWN_ERROR;
        }
    }

    private static boolean isGrpcStatus(HeaderField field) {
        int from = field.nameStart();
        return Arrays.equals(field.names(), from, from + field.nameLength(), GRPC_STATUS, 0, GRPC_STATUS.length);
    }

    @Override
    void onBody(ByteBuf in, int length, boolean last) {
        int kept = Math.min(length, MESSAGE_BYTES_MAX - message.length());
        int at = message.reserve(kept);
        in.readBytes(message.array(), at, kept);
        byte[] bytes = message.array();
        if (message.length() < GRPC_PREFIX_BYTES) {
            return;
        }
        int size = bytes[4] & 0xFF;
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0) {
            settle("sent what is no answer of grpc.health.v1");
        } else if (message.length() >= GRPC_PREFIX_BYTES + size) {
            settle(verdict(bytes, size));
        }
    }

    private static Finding verdict(byte[] bytes, int length) {
        boolean known = length == 2 && bytes[GRPC_PREFIX_BYTES] == STATUS_TAG;
        int state = Math.clamp(known ? bytes[GRPC_PREFIX_BYTES + 1] : 0, 0, STATES.size() - 1);
        return Finding.of(
                state == SERVING ? "" : "says " + STATES.get(state),
                List.of(new Figure(STATUS_CODE, 0), new Figure("grpc_healthcheck_response", state)));
    }
}
