package dev.attache.role.metrics.source.extract;

import dev.attache.base.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A path into a JSON document, in the manner of jq: `.`, `.name`, `."odd name"`, `[0]`, `[-1]`, and `[]` for every
/// element of a list or object. A `length` at the end, behind a bar, counts elements or characters.
final class JsonPath {
    /// A value, and the name or index under which it stood in the innermost `[]`; empty where there was none.
    record Place(Object value, String key) {}

    private sealed interface Step {
        record Member(String name) implements Step {}

        record Element(int index) implements Step {}

        record Every() implements Step {}

        record Length() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();

    /// @throws IllegalArgumentException where it is no path, saying where
    JsonPath(String text) {
        String path = text.strip();
        int bar = path.indexOf('|');
        boolean length = bar >= 0 && path.substring(bar + 1).strip().equals("length");
        if (bar >= 0 && !length) {
            throw new IllegalArgumentException("behind a bar only length may stand: " + text);
        }
        String plain = bar < 0 ? path : path.substring(0, bar).strip();
        if (!plain.startsWith(".")) {
            throw new IllegalArgumentException("a path begins with a dot: " + text);
        }
        int at = 0;
        while (at < plain.length()) {
            at = plain.charAt(at) == '[' ? bracket(plain, at) : member(plain, at);
        }
        if (length) {
            steps.add(new Step.Length());
        }
    }

    private int member(String path, int dot) {
        if (path.charAt(dot) != '.') {
            throw new IllegalArgumentException("a dot or bracket should stand at " + (dot + 1) + ": " + path);
        }
        int from = dot + 1;
        if (from < path.length() && path.charAt(from) == '"') {
            int end = path.indexOf('"', from + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a quote that is not closed: " + path);
            }
            steps.add(new Step.Member(path.substring(from + 1, end)));
            return end + 1;
        }
        int end = from;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        if (end > from) {
            steps.add(new Step.Member(path.substring(from, end)));
        } else if (end < path.length() && path.charAt(end) == '.') {
            throw new IllegalArgumentException("two dots in a row: " + path);
        }
        return end;
    }

    private int bracket(String path, int open) {
        int close = path.indexOf(']', open);
        if (close < 0) {
            throw new IllegalArgumentException("a bracket that is not closed: " + path);
        }
        String inside = path.substring(open + 1, close).strip();
        try {
            steps.add(inside.isEmpty() ? new Step.Every() : new Step.Element(Integer.parseInt(inside)));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("no index in brackets: " + path);
        }
        return close + 1;
    }

    /// Everything that the path leads to; nothing where it leads nowhere.
    List<Place> from(Object value, String key) {
        List<Place> places = List.of(new Place(value, key));
        for (Step step : steps) {
            List<Place> next = new ArrayList<>();
            for (Place each : places) {
                go(step, each, next);
            }
            places = next;
        }
        return places;
    }

    private static void go(Step step, Place from, List<Place> to) {
        switch (step) {
            case Step.Member member -> {
                Object found = from.value instanceof Map<?, ?> map ? map.get(member.name) : null;
                if (found != null) {
                    to.add(new Place(found, from.key));
                }
            }
            case Step.Element element -> {
                if (from.value instanceof List<?> list) {
                    int index = element.index < 0 ? list.size() + element.index : element.index;
                    if (index >= 0 && index < list.size()) {
                        to.add(new Place(list.get(index), from.key));
                    }
                }
            }
            case Step.Every _ -> {
                if (from.value instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        to.add(new Place(list.get(i), Integer.toString(i)));
                    }
                } else if (from.value instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> to.add(new Place(value, String.valueOf(name))));
                }
            }
            case Step.Length _ -> {
                int length = switch (from.value) {
                    case List<?> list -> list.size();
                    case Map<?, ?> map -> map.size();
                    case String text -> text.length();
                    default -> -1;
                };
                if (length >= 0) {
                    to.add(new Place((long) length, from.key));
                }
            }
        }
    }

    /// A value as a label or a number has it; empty for null, lists and objects.
    static String text(Object value) {
        return value == JsonReader.NULL || value instanceof List || value instanceof Map ? "" : String.valueOf(value);
    }
}
