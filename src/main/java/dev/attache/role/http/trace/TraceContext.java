package dev.attache.role.http.trace;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The trace that a request belongs to, and a span of attache's own in it.
///
/// @param parent the span that this one is below; 0 where the trace begins here
/// @param span attache's own
/// @param sampled whether the trace is recorded
/// @param hasState whether `tracestate` came with it and is sound
public record TraceContext(long traceHigh, long traceLow, long parent, long span, boolean sampled, boolean hasState) {

    /// Headers that [#append] takes the place of.
    public static final long REPLACED = HeaderName.setOf(HeaderName.TRACEPARENT, HeaderName.TRACESTATE);

    private static final byte[] PARENT = Ascii.bytes("traceparent: 00-");
    private static final byte[] STATE = Ascii.bytes("tracestate: ");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");
    private static final int ID_DIGITS = 16;

    /// Where the digits of the span stand in what [#append] appends.
    private static final int SPAN_AT = 16 + 2 * ID_DIGITS + 1;

    /// Carries on the trace of a request, or begins one.
    ///
    /// @param share of the traces begun here that is recorded, 0 to 1
    static TraceContext of(RequestScanner request, double share, RandomGenerator random) {
        TraceParent came = request.hasAny(HeaderName.TRACEPARENT.bit()) ? parentOf(request.headers()) : null;
        long span = idFrom(random);
        if (came != null) {
            boolean state = request.hasAny(HeaderName.TRACESTATE.bit()) && isStateSound(request.headers());
            return new TraceContext(came.traceHigh(), came.traceLow(), came.parent(), span, came.isSampled(), state);
        }
        boolean sampled = share >= 1 || share > 0 && random.nextDouble() < share;
        return new TraceContext(random.nextLong(), idFrom(random), 0, span, sampled, false);
    }

    private static long idFrom(RandomGenerator random) {
        long id = random.nextLong();
        return id == 0 ? 1 : id;
    }

    /// @return null where there is no sound one, or there are several
    private static @Nullable TraceParent parentOf(HeaderLines lines) {
        TraceParent found = null;
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.TRACEPARENT) {
                TraceParent each = new TraceParent();
                if (found != null || !each.read(lines.bytes(), lines.valueStart(i), lines.valueEnd(i))) {
                    return null;
                }
                found = each;
            }
        }
        return found;
    }

    private static boolean isStateSound(HeaderLines lines) {
        TraceState state = new TraceState();
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.TRACESTATE) {
                state.read(lines.bytes(), lines.valueStart(i), lines.valueEnd(i));
            }
        }
        return state.isSound();
    }

    /// A span below this one.
    public TraceContext below(RandomGenerator random) {
        return new TraceContext(traceHigh, traceLow, span, idFrom(random), sampled, hasState);
    }

    /// Names this span as the parent, in place of the one that [#append] has named.
    ///
    /// @param at where it was appended
    public void renew(byte[] head, int at) {
        TraceParent.writeHex(span, head, at + SPAN_AT);
    }

    /// Appends the header lines that upstreams get.
    public void append(HeaderLines came, GrowingBytes out) {
        out.append(PARENT);
        appendHex(traceHigh, out);
        appendHex(traceLow, out);
        out.append('-');
        appendHex(span, out);
        out.append('-');
        out.append('0');
        out.append(sampled ? '1' : '0');
        out.append(LINE_END);
        for (int i = 0; hasState && i < came.count(); i++) {
            if (came.name(i) == HeaderName.TRACESTATE) {
                out.append(STATE);
                out.append(came.bytes(), came.valueStart(i), came.valueEnd(i) - came.valueStart(i));
                out.append(LINE_END);
            }
        }
    }

    private static void appendHex(long number, GrowingBytes out) {
        int at = out.reserve(ID_DIGITS);
        TraceParent.writeHex(number, out.array(), at);
    }

    /// The trace's id, 32 hexadecimal digits.
    public String traceId() {
        return hex(traceHigh) + hex(traceLow);
    }

    static String hex(long number) {
        byte[] digits = new byte[ID_DIGITS];
        TraceParent.writeHex(number, digits, 0);
        return new String(digits, StandardCharsets.US_ASCII);
    }
}
