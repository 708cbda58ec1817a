package dev.attache.role.http.trace;

/// Whether `tracestate` is sound (W3C Trace Context, 3.3): at most 32 members `key=value`, with commas between
/// them.
///
/// A key is one of small letters, digits and `_ - * /`, a letter first, or such a pair with `@` between. A value
/// is visible ASCII without comma and equals sign, blanks within. What is unsound is left out whole, as the
/// recommendation asks for.
public final class TraceState {
    static final int MEMBERS_MAX = 32;
    private static final int KEY_CHARS_MAX = 256;
    private static final int TENANT_CHARS_MAX = 241;
    private static final int SYSTEM_CHARS_MAX = 14;
    private static final int VALUE_CHARS_MAX = 256;

    private int members;
    private boolean sound = true;

    /// Begins anew.
    public void clear() {
        members = 0;
        sound = true;
    }

    /// Takes in one line's value; several lines are one list.
    public void read(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == ',') {
                readMember(bytes, skipBlanks(bytes, start, i), i);
                start = i + 1;
            }
        }
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /// Members that are empty are allowed, so that lists can be put together carelessly.
    private void readMember(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        if (from == end) {
            return;
        }
        int equals = from;
        while (equals < end && bytes[equals] != '=') {
            equals++;
        }
        sound &= ++members <= MEMBERS_MAX && isKey(bytes, from, equals) && isValue(bytes, equals + 1, end);
    }

    private static boolean isKey(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '@') {
            at++;
        }
        if (at == to) {
            return to - from <= KEY_CHARS_MAX && from < to && isLetter(bytes[from]) && isKeyText(bytes, from, to);
        }
        return at > from
                && at - from <= TENANT_CHARS_MAX
                && isKeyText(bytes, from, at)
                && to - at - 1 >= 1
                && to - at - 1 <= SYSTEM_CHARS_MAX
                && isLetter(bytes[at + 1])
                && isKeyText(bytes, at + 1, to)
                && !isBlank(bytes[from])
                && (isLetter(bytes[from]) || isDigit(bytes[from]));
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isKeyText(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (!isLetter(b) && !isDigit(b) && b != '_' && b != '-' && b != '*' && b != '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isValue(byte[] bytes, int from, int to) {
        if (from > to || to - from < 1 || to - from > VALUE_CHARS_MAX) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < ' ' || b > '~' || b == ',' || b == '=') {
                return false;
            }
        }
        return bytes[to - 1] != ' ';
    }

    /// Whether all that was read is sound.
    public boolean isSound() {
        return sound;
    }
}
