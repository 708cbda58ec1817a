package dev.attache.role.http.route;

import dev.attache.base.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a route asks of a path.
sealed interface PathPattern {
    boolean matches(byte[] bytes, int start, int end);

    /// Reads `/exact`, `/prefix/*` or `/a/{template}/b`; the configuration has seen to it that it is one of them.
    static PathPattern of(String text) {
        if (text.equals("/*")) {
            return new Any();
        }
        if (text.endsWith("/*")) {
            String prefix = text.substring(0, text.length() - 2);
            return prefix.contains("{") ? Template.of(prefix, true) : new Prefix(Ascii.bytes(prefix));
        }
        return text.contains("{") ? Template.of(text, false) : new Exact(Ascii.bytes(text));
    }

    /// Every path.
    record Any() implements PathPattern {
        @Override
        public boolean matches(byte[] bytes, int start, int end) {
            return true;
        }
    }

    /// One path.
    record Exact(byte[] path) implements PathPattern {
        @Override
        public boolean matches(byte[] bytes, int start, int end) {
            return Arrays.equals(path, 0, path.length, bytes, start, end);
        }
    }

    /// One path and all below it.
    ///
    /// @param path without a slash at its end
    record Prefix(byte[] path) implements PathPattern {
        @Override
        public boolean matches(byte[] bytes, int start, int end) {
            int stop = start + path.length;
            return stop <= end
                    && (stop == end || bytes[stop] == '/')
                    && Arrays.equals(path, 0, path.length, bytes, start, stop);
        }
    }

    /// Parts between slashes, some of which may be anything but empty.
    ///
    /// @param parts empty arrays stand for anything
    /// @param open whether more parts may follow
    record Template(List<byte[]> parts, boolean open) implements PathPattern {
        static Template of(String text, boolean open) {
            List<byte[]> parts = new ArrayList<>();
            for (String part : text.substring(1).split("/", -1)) {
                parts.add(part.startsWith("{") ? new byte[0] : Ascii.bytes(part));
            }
            return new Template(List.copyOf(parts), open);
        }

        @Override
        public boolean matches(byte[] bytes, int start, int end) {
            int at = start;
            for (int i = 0; i < parts.size(); i++) {
                if (at >= end || bytes[at] != '/') {
                    return false;
                }
                int stop = at + 1;
                while (stop < end && bytes[stop] != '/') {
                    stop++;
                }
                byte[] part = parts.get(i);
                boolean fits =
                        part.length == 0 ? stop > at + 1 : Arrays.equals(part, 0, part.length, bytes, at + 1, stop);
                if (!fits) {
                    return false;
                }
                at = stop;
            }
            return open || at == end;
        }
    }
}
