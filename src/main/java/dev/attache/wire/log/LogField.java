package dev.attache.wire.log;

/// A name and a value within a [LogRecord].
///
/// The value is kept in the form it had in the line; [#kind] says which, so that an encoder copies what it can.
public final class LogField {
    private final Slice name = new Slice();
    private final Slice value = new Slice();
    private Kind kind = Kind.TEXT;
    private boolean escapedName;

    /// In what form a value, or a name, stands in its bytes.
    public enum Kind {
        /// Bytes as they are, UTF-8 or not.
        TEXT,
        /// The inside of a JSON string: its escapes are right, its UTF-8 may be wrong.
        JSON_TEXT,
        /// A number as JSON writes it.
        NUMBER,
        /// `true`, `false` or `null`.
        LITERAL,
        /// A JSON array or object, sound but for its UTF-8.
        JSON
    }

    void set(byte[] names, int nameFrom, int nameTo, boolean nameEscaped) {
        name.set(names, nameFrom, nameTo);
        escapedName = nameEscaped;
        value.clear();
        kind = Kind.TEXT;
    }

    /// Gives it a value.
    public void value(Kind form, byte[] bytes, int from, int to) {
        kind = form;
        value.set(bytes, from, to);
    }

    /// Gives it a value.
    public void value(Kind form, byte[] bytes) {
        value(form, bytes, 0, bytes.length);
    }

    public Slice name() {
        return name;
    }

    /// Whether the name is the inside of a JSON string, with its escapes.
    public boolean hasEscapedName() {
        return escapedName;
    }

    public Slice value() {
        return value;
    }

    public Kind kind() {
        return kind;
    }
}
