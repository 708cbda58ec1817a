package dev.attache.wire.http2;

/// One field of a header block, as the positions of its name and value in arrays that are good until the next field.
/// Filled again and again.
public final class HeaderField {
    private static final byte[] NO_BYTES = new byte[0];

    private byte[] names = NO_BYTES;
    private int nameStart;
    private int nameLength;
    private byte[] values = NO_BYTES;
    private int valueStart;
    private int valueLength;
    private int id;
    private boolean nameSound;
    private boolean sound;

    HeaderField() {}

    void name(byte[] bytes, int start, int length, int number, boolean isSound) {
        names = bytes;
        nameStart = start;
        nameLength = length;
        id = number;
        nameSound = isSound;
    }

    void value(byte[] bytes, int start, int length) {
        values = bytes;
        valueStart = start;
        valueLength = length;
    }

    void sound(boolean is) {
        sound = is;
    }

    boolean isNameSound() {
        return nameSound;
    }

    /// Looks at the value, which is new.
    void check() {
        sound = nameSound && FieldChars.isValue(values, valueStart, valueLength);
    }

    /// Number of the name, see [FieldName].
    public int id() {
        return id;
    }

    /// Whether name and value have no byte that RFC 9113, 8.2.1, forbids: capitals, blanks and the like in names; CR,
    /// LF
    /// and NUL in values, or a blank at either end. A field that is not makes its message malformed.
    public boolean isSound() {
        return sound;
    }

    public byte[] names() {
        return names;
    }

    public int nameStart() {
        return nameStart;
    }

    public int nameLength() {
        return nameLength;
    }

    public byte[] values() {
        return values;
    }

    public int valueStart() {
        return valueStart;
    }

    public int valueLength() {
        return valueLength;
    }

    /// Whether the name begins with a colon.
    public boolean isPseudo() {
        return nameLength > 0 && names[nameStart] == ':';
    }

    /// What it counts towards the size of a header list (RFC 9113, 6.5.2).
    public int size() {
        return nameLength + valueLength + HpackDecoder.ENTRY_OVERHEAD;
    }

    /// Whether the value is this word.
    public boolean says(byte[] word) {
        if (valueLength != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (values[valueStart + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
