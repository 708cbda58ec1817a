package dev.attache.config;

/// Names of headers and cookies.
final class Tokens {
    private Tokens() {}

    /// @throws IllegalArgumentException where the text, if there is one, is no token of HTTP
    static void check(String key, String name) {
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0)) {
            throw new IllegalArgumentException(key + ": holds what no name of a " + key + " does");
        }
    }
}
