package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.log.LogField.Kind;

/// Looks into JSON values of fields. For one thread.
public final class JsonMembers {
    private final JsonCursor cursor = new JsonCursor();

    /// Looks for a member of an object; the first of several of one name counts.
    ///
    /// @param object a sound JSON value; one that is no object has no members
    /// @param name as bytes in UTF-8; a name that is written with escapes is not found
    /// @param value is given the member's value
    /// @return whether there is one
    public boolean find(Slice object, byte[] name, LogField value) {
        byte[] bytes = object.array();
        cursor.begin(bytes, object.from(), object.to());
        cursor.skipBlanks();
        if (!cursor.skip('{')) {
            return false;
        }
        cursor.skipBlanks();
        while (cursor.peek() == '"') {
            int nameFrom = cursor.at() + 1;
            if (!cursor.skipString()) {
                return false;
            }
            boolean wanted = isSame(bytes, nameFrom, cursor.at() - 1, name);
            cursor.skipBlanks();
            cursor.skip(':');
            cursor.skipBlanks();
            int from = cursor.at();
            Kind kind = cursor.skipValue();
            if (kind == null) {
                return false;
            }
            if (wanted) {
                int quote = kind == Kind.JSON_TEXT ? 1 : 0;
                value.value(kind, bytes, from + quote, cursor.at() - quote);
                return true;
            }
            cursor.skipBlanks();
            cursor.skip(',');
            cursor.skipBlanks();
        }
        return false;
    }

    /// How many elements an array has, or members an object.
    ///
    /// @param value a sound JSON array or object
    public int size(Slice value) {
        cursor.begin(value.array(), value.from(), value.to());
        cursor.skipBlanks();
        boolean object = cursor.skip('{');
        if (!object && !cursor.skip('[')) {
            return 0;
        }
        int count = 0;
        cursor.skipBlanks();
        while (!cursor.isAtEnd() && cursor.peek() != ']' && cursor.peek() != '}') {
            if (object) {
                cursor.skipString();
                cursor.skipBlanks();
                cursor.skip(':');
                cursor.skipBlanks();
            }
            if (cursor.skipValue() == null) {
                return count;
            }
            count++;
            cursor.skipBlanks();
            cursor.skip(',');
            cursor.skipBlanks();
        }
        return count;
    }

    private static boolean isSame(byte[] bytes, int from, int to, byte[] name) {
        if (to - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// Appends what the inside of a JSON string says, its escapes resolved.
    ///
    /// @param text sound but for its UTF-8
    public static void unescape(Slice text, GrowingBytes out) {
        JsonBytes.unescape(text.array(), text.from(), text.to(), out);
    }

    /// Appends text as the inside of a JSON string.
    public static void escape(Slice text, GrowingBytes out) {
        JsonBytes.writeText(text.array(), text.from(), text.to(), out);
    }
}
