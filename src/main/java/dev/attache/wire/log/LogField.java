package dev.attache.wire.log;

/// A name and a value within a [LogRecord].
///
/// The value is kept in the form it had in the line; [#kind] says which, so that an encoder copies what it can.
public final class LogField {
    private final Slice name = new Slice();
    private final Slice value = new Slice();
    private Kind kind = Kind.TEXT;
    private NameForm nameForm = NameForm.TEXT;

    /// In what form a value stands in its bytes.
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

    /// In what form a name stands in its bytes.
    public enum NameForm {
        /// Bytes as they are, UTF-8 or not.
        TEXT,
        /// The inside of a JSON string: its escapes are right, its UTF-8 may be wrong.
        JSON_TEXT,
        /// One of ours: letters, digits, dots and underscores, and none that an encoder has for itself.
        OWN
    }

    void set(byte[] names, int nameFrom, int nameTo, NameForm form) {
        name.set(names, nameFrom, nameTo);
        nameForm = form;
        value.clear();
        kind = Kind.TEXT;
    }

    /// Gives it another name, one of ours.
    void rename(byte[] other) {
        name.set(other);
        nameForm = NameForm.OWN;
    }

    /// Gives it another name, as bytes, which need not be UTF-8.
    public void renameTo(byte[] other) {
        name.set(other);
        nameForm = NameForm.TEXT;
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

    public NameForm nameForm() {
        return nameForm;
    }

    public Slice value() {
        return value;
    }

    public Kind kind() {
        return kind;
    }
}
