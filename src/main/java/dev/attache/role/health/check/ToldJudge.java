package dev.attache.role.health.check;

import dev.attache.base.JsonReader;
import dev.attache.upstream.probe.HttpHead;
import dev.attache.upstream.probe.HttpJudge;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What another health shim tells: its status, and its reason where that is bad.
final class ToldJudge implements HttpJudge {
    private static final int BODY_BYTES_MAX = 256 << 10;
    private static final int WHY_CHARS_MAX = 300;

    private int status;

    @Override
    public String onHead(HttpHead head) {
        status = head.status();
        return status == 200 || status == 503 ? "" : "answered " + status;
    }

    @Override
    public int bodyBytesMax() {
        return BODY_BYTES_MAX;
    }

    @Override
    public String onBody(byte[] body) {
        if (status == 200) {
            return "";
        }
        try {
            Object json = JsonReader.read(new String(body, StandardCharsets.UTF_8));
            Object why = json instanceof Map<?, ?> facts ? facts.get("why") : null;
            return why instanceof String text && !text.isEmpty() ? "says: " + shown(text) : "answered 503";
        } catch (IllegalArgumentException _) {
            return "answered 503";
        }
    }

    private static String shown(String text) {
        var safe = new StringBuilder();
        text.codePoints().limit(WHY_CHARS_MAX).forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return safe.toString();
    }
}
