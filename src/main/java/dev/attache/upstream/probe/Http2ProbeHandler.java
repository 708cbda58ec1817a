package dev.attache.upstream.probe;

import dev.attache.base.ByteSize;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.HeaderField;
import dev.attache.wire.http2.HpackEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One connection on which a web server is asked by HTTP/2 how it is. Holds one head of [#HEAD_BYTES_MAX] at most,
/// counted as RFC 9113, 6.5.2, does, and of a body as much as the judge looks at.
public final class Http2ProbeHandler extends StreamProbeHandler {
    static final int HEAD_BYTES_MAX = 64 * 1024;

    private final HttpQuestion question;
    private final HttpJudge judge;
    private final Map<String, List<String>> head = new LinkedHashMap<>();
    private final GrowingBytes content = new GrowingBytes();
    private int headBytes;
    private int status;
    private boolean inBody;

    public Http2ProbeHandler(HttpQuestion question, HttpJudge judge, Verdict verdict) {
        super(verdict);
        this.question = question;
        this.judge = judge;
    }

    @Override
    String method() {
        return question.method();
    }

    @Override
    String path() {
        return question.target();
    }

    @Override
    String authority() {
        return question.host();
    }

    @Override
    byte[] body() {
        return question.body().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void appendFields(GrowingBytes out) {
        field("user-agent", "attache", out);
        question.headers().forEach((name, value) -> field(name, value, out));
    }

    private static void field(String name, String value, GrowingBytes out) {
        byte[] names = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] values = value.getBytes(StandardCharsets.ISO_8859_1);
        HpackEncoder.field(names, 0, names.length, values, 0, values.length, out);
    }

    @Override
    void onField(HeaderField field) {
        headBytes += field.size();
        if (inBody || headBytes > HEAD_BYTES_MAX) {
            return;
        }
        String value = new String(field.values(), field.valueStart(), field.valueLength(), StandardCharsets.ISO_8859_1);
        if (field.id() == FieldName.STATUS) {
            status = value.matches("[1-5][0-9]{2}") ? Integer.parseInt(value) : 0;
        } else {
            String name = new String(field.names(), field.nameStart(), field.nameLength(), StandardCharsets.ISO_8859_1);
            head.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    @Override
    void onHead(boolean last) {
        if (inBody) {
            onWhole();
        } else if (headBytes > HEAD_BYTES_MAX) {
            settle("sent a head of more than " + new ByteSize(HEAD_BYTES_MAX));
        } else if (status == 0) {
            settle("sent a head without a status");
        } else if (status >= 200) {
            onFinalHead(last);
        } else if (last) {
            settle("closed the connection within its answer");
        } else {
            head.clear();
            headBytes = 0;
            status = 0;
        }
    }

    private void onFinalHead(boolean last) {
        String why = judge.onHead(new Head(status, head));
        inBody = true;
        if (!why.isEmpty() || judge.bodyBytesMax() == 0) {
            settle(why, false);
        } else if (last) {
            onWhole();
        }
    }

    @Override
    void onBody(ByteBuf in, int length, boolean last) {
        if (!inBody) {
            settle("sent a body before its head");
        } else if (content.length() + length > judge.bodyBytesMax()) {
            settle("sent a body of more than " + new ByteSize(judge.bodyBytesMax()), false);
        } else {
            int at = content.reserve(length);
            in.readBytes(content.array(), at, length);
            if (last) {
                onWhole();
            }
        }
    }

    private void onWhole() {
        String why = judge.onBody(Arrays.copyOf(content.array(), content.length()));
        settle(why, !why.isEmpty());
    }

    @Override
    protected void onClosed() {
        settle(inBody ? "closed the connection within its answer" : "closed the connection");
    }

    private void settle(String why, boolean misfits) {
        settle(Finding.of(why, HttpProbeHandler.figures(status, 2, misfits)));
    }

    private record Head(int status, Map<String, List<String>> fields) implements HttpHead {
        @Override
        public List<String> values(String name) {
            return fields.getOrDefault(name, List.of());
        }
    }
}
