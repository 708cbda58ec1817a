package dev.attache.base;

/// A value that no log, error or status page shows: [#toString] masks it.
///
/// @param reveal the value itself; empty where none is set
public record Secret(String reveal) {
    public static final Secret NONE = new Secret("");

    public boolean isSet() {
        return !reveal.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "***" : "";
    }
}
