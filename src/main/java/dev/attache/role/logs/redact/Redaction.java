package dev.attache.role.logs.redact;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.JsonMembers;
import dev.attache.wire.log.Slice;
import dev.attache.wire.log.Swar;
import java.util.List;

/// Hides what detectors find in texts and in JSON values. What it makes lies in bytes of its own until [#begin]. For
/// one
/// thread.
final class Redaction {
    private final Detector[] detectors;
    private final boolean secretNames;
    private final byte[] hidden;
    private final GrowingBytes made = new GrowingBytes();
    private final Slice text = new Slice();
    private final Slice piece = new Slice();
    private final Slice name = new Slice();

    /// @param secretNames whether what stands behind the names of secrets in JSON is hidden
    /// @param hidden what stands in its place
    Redaction(List<Detector> detectors, boolean secretNames, byte[] hidden) {
        this.detectors = detectors.toArray(Detector[]::new);
        this.secretNames = secretNames;
        this.hidden = hidden;
    }

    /// Forgets what it has made.
    void begin() {
        made.clear();
    }

    /// Hides what is to be hidden in a text.
    ///
    /// @param value is pointed to what became of it
    /// @return whether anything was hidden
    boolean hideInText(Slice value) {
        boolean any = false;
        for (Detector each : detectors) {
            any |= hide(each, value);
        }
        return any;
    }

    private boolean hide(Detector detector, Slice value) {
        byte[] bytes = value.array();
        if (value.isEmpty() || !detector.begin(bytes, value.from(), value.to()) || !detector.next()) {
            return false;
        }
        int first = made.length();
        int at = value.from();
        do {
            made.append(bytes, at, detector.start() - at);
            made.append(detector.mask());
            at = detector.end();
        } while (detector.next());
        made.append(bytes, at, value.to() - at);
        value.set(made.array(), first, made.length());
        return true;
    }

    /// Hides what is to be hidden in the inside of a JSON string that has escapes, by what it says.
    ///
    /// @param value is pointed to plain text where anything was hidden, and else is as it was
    /// @return whether anything was hidden
    boolean hideInEscaped(Slice value) {
        int first = made.length();
        JsonMembers.unescape(value, made);
        text.set(made.array(), first, made.length());
        boolean any = hideInText(text);
        if (any) {
            value.set(text);
        }
        return any;
    }

    /// Hides what is to be hidden in the strings and numbers of a JSON array or object, which stays one.
    ///
    /// @param value is pointed to what became of it
    /// @return whether anything was hidden
    boolean hideInJson(Slice value) {
        GrowingBytes out = null;
        byte[] bytes = value.array();
        int copied = value.from();
        int at = value.from();
        boolean secret = false;
        while (at < value.to()) {
            int each = bytes[at];
            int end = each == '"' ? endOfString(bytes, at, value.to()) : endOfNumber(bytes, at, value.to());
            if (end == at) {
                secret &= each == ':' || each == ' ';
                at++;
                continue;
            }
            boolean isName = each == '"' && isFollowedByColon(bytes, end, value.to());
            if (!isName && isChanged(bytes, at, end, secret)) {
                out = out == null ? new GrowingBytes() : out;
                out.append(bytes, copied, at - copied);
                out.append('"');
                JsonMembers.escape(piece, out);
                out.append('"');
                copied = end;
            }
            name.set(bytes, at + 1, Math.max(at + 1, end - 1));
            secret = isName && secretNames && Password.isName(name);
            at = end;
        }
        if (out == null) {
            return false;
        }
        out.append(bytes, copied, value.to() - copied);
        value.set(out.array(), 0, out.length());
        return true;
    }

    /// Whether a string or number is another when what is to be hidden is hidden; [#piece] is what it is then.
    private boolean isChanged(byte[] bytes, int from, int to, boolean secret) {
        if (secret) {
            piece.set(hidden);
            return true;
        }
        if (bytes[from] != '"') {
            piece.set(bytes, from, to);
            return hideInText(piece);
        }
        piece.set(bytes, from + 1, to - 1);
        boolean escaped = Swar.indexOf(bytes, from, to, (byte) '\\') < to;
        return escaped ? hideInEscaped(piece) : hideInText(piece);
    }

    private static int endOfString(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(to, at + 1);
    }

    /// @return `from` where no number begins here
    private static int endOfNumber(byte[] bytes, int from, int to) {
        int at = from;
        if (bytes[from] != '-' && !Detector.isDigit(bytes[from])) {
            return from;
        }
        while (at < to && (Detector.isWord(bytes[at]) || bytes[at] == '.' || bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        return at;
    }

    private static boolean isFollowedByColon(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at < to && bytes[at] == ':';
    }
}
