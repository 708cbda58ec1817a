package dev.attache.role.logs.expr;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.JsonMembers;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.Severity;
import dev.attache.wire.log.Slice;
import dev.attache.wire.log.Swar;
import java.util.Arrays;

/// What an expression is for one record, used again for the next. Texts are views into the record, or into bytes of its
/// own where they had to be made. For one thread.
public final class Value {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final int UNKNOWN = -1;

    private final Slice text = new Slice();
    private final GrowingBytes own = new GrowingBytes();
    private Type type = Type.NULL;
    private double number;
    private boolean numberKnown;
    private int severity = UNKNOWN;

    /// What it can be.
    public enum Type {
        NULL,
        TRUTH,
        NUMBER,
        TEXT,
        /// A level: orders by its severity, and is also a word.
        LEVEL,
        /// A JSON array or object.
        JSON
    }

    public Type type() {
        return type;
    }

    public boolean isNull() {
        return type == Type.NULL;
    }

    void setNull() {
        set(Type.NULL);
        text.clear();
    }

    void set(boolean truth) {
        set(Type.TRUTH);
        text.set(truth ? TRUE : FALSE);
        number = truth ? 1 : 0;
        numberKnown = true;
    }

    /// A number that is none is null.
    void set(double known) {
        if (Double.isNaN(known)) {
            setNull();
            return;
        }
        set(Type.NUMBER);
        text.clear();
        number = known;
        numberKnown = true;
    }

    void setText(byte[] bytes, int from, int to) {
        set(Type.TEXT);
        text.set(bytes, from, to);
    }

    void setLevel(int known, Slice word) {
        set(Type.LEVEL);
        severity = known;
        text.set(word);
    }

    /// Makes it what a field holds.
    void set(Kind kind, Slice held) {
        switch (kind) {
            case TEXT -> setText(held.array(), held.from(), held.to());
            case JSON_TEXT -> setJsonText(held);
            case NUMBER -> {
                set(Type.NUMBER);
                text.set(held);
            }
            case LITERAL -> {
                byte first = held.array()[held.from()];
                if (first == 'n') {
                    setNull();
                } else {
                    set(first == 't');
                }
            }
            case JSON -> {
                set(Type.JSON);
                text.set(held);
            }
        }
    }

    private void setJsonText(Slice held) {
        set(Type.TEXT);
        if (Swar.indexOf(held.array(), held.from(), held.to(), (byte) '\\') == held.to()) {
            text.set(held);
            return;
        }
        own.clear();
        JsonMembers.unescape(held, own);
        text.set(own.array(), 0, own.length());
    }

    private void set(Type kind) {
        type = kind;
        numberKnown = false;
        severity = UNKNOWN;
    }

    /// Takes over another value, which must stay as it is as long as this one is used.
    void set(Value other) {
        type = other.type;
        text.set(other.text);
        number = other.number;
        numberKnown = other.numberKnown;
        severity = other.severity;
    }

    /// Bytes to make a text in, emptied; [#setOwn] makes it the value.
    GrowingBytes own() {
        own.clear();
        return own;
    }

    void setOwn() {
        setText(own.array(), 0, own.length());
    }

    public boolean isTrue() {
        return type == Type.TRUTH && number != 0;
    }

    /// The number it is, or that its text says.
    ///
    /// @return NaN where it is none
    public double number() {
        if (type == Type.NULL || type == Type.TRUTH || type == Type.JSON) {
            return Double.NaN;
        }
        if (!numberKnown) {
            number = type == Type.LEVEL ? severity : Numbers.of(text);
            numberKnown = true;
        }
        return number;
    }

    /// How severe it is as a level.
    ///
    /// @return [Severity#NONE] where it is no word for one
    int severity() {
        if (severity == UNKNOWN) {
            severity = type == Type.TEXT ? Severity.of(text.array(), text.from(), text.to()) : Severity.NONE;
        }
        return severity;
    }

    /// It as text: of JSON its source, of null nothing.
    public Slice text() {
        if (type == Type.NUMBER && text.isEmpty()) {
            own.clear();
            Numbers.write(number, own);
            text.set(own.array(), 0, own.length());
        }
        return text;
    }

    /// In which form [#text] stands.
    public Kind kind() {
        return switch (type) {
            case NULL, TRUTH -> Kind.LITERAL;
            case NUMBER -> Double.isInfinite(number()) ? Kind.TEXT : Kind.NUMBER;
            case TEXT, LEVEL -> Kind.TEXT;
            case JSON -> Kind.JSON;
        };
    }

    /// Whether both are the same: numbers by what they are worth, also where one of the two is written as a text;
    /// levels by their severity.
    boolean isSame(Value other) {
        if (type == Type.NULL || other.type == Type.NULL) {
            return type == other.type;
        }
        if (type == Type.LEVEL || other.type == Type.LEVEL) {
            return isSameLevel(other);
        }
        if (type == Type.NUMBER || other.type == Type.NUMBER) {
            return number() == other.number();
        }
        return type == other.type && compareText(other) == 0;
    }

    private boolean isSameLevel(Value other) {
        if (type == Type.NUMBER || other.type == Type.NUMBER) {
            return number() == other.number();
        }
        boolean words =
                (type == Type.TEXT || type == Type.LEVEL) && (other.type == Type.TEXT || other.type == Type.LEVEL);
        boolean levels = severity() != Severity.NONE && other.severity() != Severity.NONE;
        return levels ? severity() == other.severity() : words && compareText(other) == 0;
    }

    /// Whether the two have an order: numbers, texts, levels, truths among themselves.
    boolean isOrderedWith(Value other) {
        if (type == Type.NUMBER || other.type == Type.NUMBER) {
            return !Double.isNaN(number()) && !Double.isNaN(other.number());
        }
        if (type == Type.LEVEL || other.type == Type.LEVEL) {
            return severity() != Severity.NONE && other.severity() != Severity.NONE;
        }
        return type == other.type && (type == Type.TEXT || type == Type.TRUTH);
    }

    /// Below 0, 0 or above, for values that are [#isOrderedWith] each other.
    int compare(Value other) {
        if (type == Type.TRUTH) {
            return Boolean.compare(isTrue(), other.isTrue());
        }
        if (type == Type.NUMBER || other.type == Type.NUMBER) {
            return Double.compare(number() + 0.0, other.number() + 0.0);
        }
        if (type == Type.LEVEL || other.type == Type.LEVEL) {
            return Integer.compare(severity(), other.severity());
        }
        return compareText(other);
    }

    private int compareText(Value other) {
        Slice a = text();
        Slice b = other.text();
        return Arrays.compareUnsigned(a.array(), a.from(), a.to(), b.array(), b.from(), b.to());
    }
}
