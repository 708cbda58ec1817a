package dev.attache.config;

import org.jspecify.annotations.Nullable;

/// Where the loader stands: a value's key path, the place of its key, and the key's field.
///
/// @param parent path of what holds the value
/// @param path path of the value itself
/// @param key place of the value's key; of the section's key where the value is a default
/// @param field what the records say of the value; null for an entry of a table and for the whole file
record At(String parent, String path, Place key, @Nullable Field field) {
    static final At FILE = new At("", "", Place.START, null);

    At field(Field child, Place place) {
        return new At(path, joined(child.key()), place, child);
    }

    At entry(String name, Place place) {
        return new At(path, joined(name), place, null);
    }

    At element(int index, Place place) {
        return new At(path, path + "[" + index + "]", place, field);
    }

    /// The path of a key below this one; in quotes where the key has a dot or a blank in it.
    String joined(String child) {
        boolean plain = !child.isEmpty() && child.chars().noneMatch(c -> c == '.' || Character.isWhitespace(c));
        String shown = plain ? child : "'" + child + "'";
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
