package dev.attache.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Changes to the headers of a message that passes. What frames a message or belongs to one connection alone is not to
/// be changed, since two readers would then see two messages.
@Doc("changes to the headers of a message; those of framing and of one connection cannot be named")
public record HeaderEditConfig(
        @Doc("headers that take the place of all of that name") @Default("{}")
        Map<String, String> set,

        @Doc("headers that are added beside those of that name") @Default("{}")
        Map<String, String> add,

        @Doc("names of headers that are left out") @Default("[]")
        List<String> remove) {
    private static final int EDITS_MAX = 32;
    private static final Set<String> KEPT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> SAID_BY_FORWARD =
            Set.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-request-id");

    public HeaderEditConfig {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        add = Collections.unmodifiableMap(new LinkedHashMap<>(add));
        remove = List.copyOf(remove);
        if (set.size() + add.size() + remove.size() > EDITS_MAX) {
            throw new IllegalArgumentException("names more than " + EDITS_MAX + " headers");
        }
        set.forEach((name, value) -> check("set", name, value));
        add.forEach((name, value) -> check("add", name, value));
        remove.forEach(name -> check("remove", name, ""));
    }

    private static void check(String key, String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException(key + ": holds what no name of a header does");
        }
        if (KEPT.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    key + ": " + name + " frames a message or belongs to one connection, and stays as it is");
        }
        if (!value.equals(value.strip()) || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(key + ": the value of " + name + " holds what no header does");
        }
    }

    /// Whether a text may be the name of a header.
    static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    /// A header among them that `forward` already decides on; empty where there is none.
    String ofForward() {
        for (String name : names()) {
            if (SAID_BY_FORWARD.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        return "";
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(remove);
        names.addAll(set.keySet());
        names.addAll(add.keySet());
        return names;
    }

    /// Whether it changes anything.
    public boolean isSet() {
        return !set.isEmpty() || !add.isEmpty() || !remove.isEmpty();
    }
}
