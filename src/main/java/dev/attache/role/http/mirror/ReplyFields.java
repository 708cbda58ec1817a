package dev.attache.role.http.mirror;

import dev.attache.base.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Takes a reply apart into named fields that can be compared one by one:
///
/// ```
/// status                200
/// header etag           "abc"
/// body.items[1].price   12.50      of a body in JSON
/// body                  4 bytes, sha-256 9f86d081…
/// ```
final class ReplyFields {
    /// Longest body after it was unzipped.
    static final int UNZIPPED_BYTES_MAX = 1 << 20;

    /// Fields of one body; one that has more is compared as a whole.
    static final int FIELDS_MAX = 2000;

    private static final String BODY = "body";
    private static final int DIGEST_CHARS = 16;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private ReplyFields() {}

    /// The fields of a reply; of a body that was not held whole there are none.
    static Map<String, String> of(Reply reply) {
        ReplyFields found = new ReplyFields();
        found.fields.put("status", Integer.toString(reply.status()));
        reply.headers().forEach((name, value) -> found.fields.put("header " + name, value));
        byte[] body = reply.whole() ? unzipped(reply) : null;
        if (body != null) {
            found.takeBody(reply, body);
        }
        return found.fields;
    }

    private void takeBody(Reply reply, byte[] body) {
        boolean json = reply.type().toLowerCase(Locale.ROOT).contains("json");
        if (!json || !takeJson(body)) {
            fields.put(BODY, body.length + " bytes, sha-256 " + digest(body));
        }
    }

    private boolean takeJson(byte[] body) {
        try {
            Object value = JsonReader.read(new String(body, StandardCharsets.UTF_8));
            Map<String, String> leaves = new LinkedHashMap<>();
            if (!take(BODY, value, leaves)) {
                return false;
            }
            fields.putAll(leaves);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// @return false where there are too many
    private static boolean take(String name, Object value, Map<String, String> leaves) {
        boolean room = leaves.size() < FIELDS_MAX;
        switch (value) {
            case Map<?, ?> map -> {
                if (map.isEmpty()) {
                    leaves.put(name, "{}");
                }
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    room &= room && take(name + "." + each.getKey(), each.getValue(), leaves);
                }
            }
            case List<?> list -> {
                if (list.isEmpty()) {
                    leaves.put(name, "[]");
                }
                for (int i = 0; i < list.size() && room; i++) {
                    room = take(name + "[" + i + "]", list.get(i), leaves);
                }
            }
            case String text -> leaves.put(name, '"' + text + '"');
            default -> leaves.put(name, value.toString());
        }
        return room;
    }

    /// @return null where it cannot be unzipped within the bound
    private static byte @Nullable [] unzipped(Reply reply) {
        if (!reply.coding().equalsIgnoreCase("gzip")) {
            return reply.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
            byte[] plain = in.readNBytes(UNZIPPED_BYTES_MAX + 1);
            return plain.length > UNZIPPED_BYTES_MAX ? null : plain;
        } catch (IOException _) {
            return reply.body();
        }
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARS) + "…";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The name under which a field is counted: all elements of an array together.
    static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean inside = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean opens = c == '[' && i + 1 < name.length() && Character.isDigit(name.charAt(i + 1));
            if (opens) {
                out.append("[]");
                inside = true;
            } else if (!inside) {
                out.append(c);
            } else if (c == ']') {
                inside = false;
            }
        }
        return out.toString();
    }
}
