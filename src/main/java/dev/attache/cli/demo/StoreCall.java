package dev.attache.cli.demo;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One command on its way through a store: its words, where its keys live and where its reply goes.
///
/// @param words the command's name and its arguments
record StoreCall(List<String> words, Keyspace keys, ReplyWriter reply, StoreSession session) {
    int count() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    /// The word in capitals, for options.
    String option(int index) {
        return words.get(index).toUpperCase(Locale.ROOT);
    }

    List<String> wordsFrom(int index) {
        return words.subList(index, words.size());
    }

    /// @throws StoreError where the word is no integer
    long integer(int index) {
        return toInteger(words.get(index));
    }

    static long toInteger(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new StoreError("ERR value is not an integer or out of range");
        }
    }

    /// What the key holds, as the type that the command is for; null where there is no such key.
    ///
    /// @throws StoreError where it holds something else
    <T extends StoredValue> @Nullable T find(String key, Class<T> type) {
        StoredValue value = keys.find(key);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw new StoreError("WRONGTYPE Operation against a key holding the wrong kind of value");
        }
        return type.cast(value);
    }

    /// The string at the key; null where there is no such key.
    @Nullable String text(String key) {
        StoredValue.Text text = find(key, StoredValue.Text.class);
        return text == null ? null : text.value();
    }

    StoreError syntaxError() {
        return new StoreError("ERR syntax error");
    }
}
