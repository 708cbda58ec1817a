package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A reply that is being gathered part by part, its body up to a bound.
public final class ReplyDraft {
    private final List<String> compared;
    private final int bodyBytesMax;
    private final GrowingBytes body = new GrowingBytes();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status;
    private String type = "";
    private String coding = "";
    private boolean whole = true;

    /// @param compared names of headers
    /// @param bodyBytesMax of a longer body nothing is held
    ReplyDraft(List<String> compared, int bodyBytesMax) {
        this.compared = compared;
        this.bodyBytesMax = bodyBytesMax;
    }

    /// The head came.
    public void onHead(ResponseScanner head) {
        HeaderLines lines = head.headers();
        status = head.status();
        type = value(lines, lines.find(HeaderName.CONTENT_TYPE));
        coding = value(lines, lines.find(HeaderName.CONTENT_ENCODING));
        for (String each : compared) {
            String name = each.toLowerCase(Locale.ROOT);
            headers.put(name, valuesOf(lines, name));
        }
    }

    /// Trailers came: those of the names that are compared stand for headers that the head does not have.
    public void onTrailers(HeaderLines trailers) {
        if (trailers.count() > 0) {
            headers.replaceAll((name, value) -> value.isEmpty() ? valuesOf(trailers, name) : value);
        }
    }

    private static String valuesOf(HeaderLines lines, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        StringBuilder all = new StringBuilder();
        for (int line = lines.find(bytes, 0); line >= 0; line = lines.find(bytes, line + 1)) {
            all.append(all.isEmpty() ? "" : ", ").append(value(lines, line));
        }
        return all.toString();
    }

    private static String value(HeaderLines lines, int line) {
        return line < 0
                ? ""
                : new String(
                        lines.bytes(),
                        lines.valueStart(line),
                        lines.valueEnd(line) - lines.valueStart(line),
                        StandardCharsets.ISO_8859_1);
    }

    /// The next bytes of the body stand at the reader's place, and stay there.
    public void onBody(ByteBuf in, int length) {
        if (whole && body.length() + length <= bodyBytesMax) {
            int at = body.reserve(length);
            in.getBytes(in.readerIndex(), body.array(), at, length);
        } else {
            whole = false;
            body.clear(0);
        }
    }

    /// What has come.
    public Reply reply() {
        return new Reply(status, headers, type, coding, Arrays.copyOf(body.array(), body.length()), whole);
    }
}
