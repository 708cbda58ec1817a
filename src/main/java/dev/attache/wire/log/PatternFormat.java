package dev.attache.wire.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Lines of a pattern of the user's: what its named groups match becomes fields, those that [KnownKeys] names the
/// record's time, level, message and trace context. Where it has no message, the line is.
public final class PatternFormat implements LogFormat {
    private final String name;
    private final LinePattern pattern;
    private final Group[] groups;
    private final boolean anywhere;
    private final KnownFields known;
    private final JsonCursor numbers = new JsonCursor();
    private final Slice value = new Slice();

    /// What becomes of one group.
    ///
    /// @param number whether a value that JSON would take as a number is written as one
    private record Group(int index, byte[] field, boolean number) {}

    private PatternFormat(String name, Pattern pattern, List<Group> groups, boolean anywhere, LocalZone zone) {
        this.name = name;
        this.pattern = new LinePattern(pattern);
        this.groups = groups.toArray(Group[]::new);
        this.anywhere = anywhere;
        this.known = new KnownFields(zone);
    }

    /// A pattern that a whole line matches; its groups are called what they say.
    ///
    /// @param zone of times that tell none
    /// @throws IllegalArgumentException where RE2 refuses it
    public static PatternFormat regex(String pattern, LocalZone zone) {
        Pattern compiled = LinePattern.compile(pattern);
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, Integer> each : compiled.namedGroups().entrySet()) {
            groups.add(new Group(each.getValue(), Ascii.bytes(each.getKey()), false));
        }
        groups.sort(Comparator.comparingInt(Group::index));
        return new PatternFormat("regex", compiled, groups, false, zone);
    }

    /// A grok expression that matches somewhere in a line.
    ///
    /// @param zone of times that tell none
    /// @throws IllegalArgumentException where it names what there is not, or RE2 refuses what it stands for
    public static PatternFormat grok(String expression, GrokPatterns patterns, LocalZone zone) {
        GrokPatterns.Expanded expanded = patterns.expand(expression);
        Pattern compiled = LinePattern.compile(expanded.regex());
        List<Group> groups = new ArrayList<>();
        Map<String, Integer> indices = compiled.namedGroups();
        for (GrokPatterns.Capture each : expanded.captures()) {
            Integer index = indices.get(each.group());
            if (index != null) {
                groups.add(new Group(index, each.field().getBytes(StandardCharsets.UTF_8), each.number()));
            }
        }
        return new PatternFormat("grok", compiled, groups, true, zone);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean read(LogRecord record) {
        Slice line = record.line();
        Matcher matcher = pattern.over(line.array(), line.from(), line.to());
        if (!(anywhere ? matcher.find() : matcher.matches())) {
            return false;
        }
        record.body().clear();
        for (Group each : groups) {
            int start = matcher.start(each.index());
            if (start >= 0 && (start < matcher.end(each.index()) || !anywhere)) {
                value.set(line.array(), line.from() + start, line.from() + matcher.end(each.index()));
                add(record, each);
            }
        }
        if (record.body().isEmpty()) {
            record.body().set(line);
        }
        return true;
    }

    private void add(LogRecord record, Group group) {
        byte[] field = group.field();
        numbers.begin(value.array(), value.from(), value.to());
        boolean number = group.number() && numbers.skipValue() == Kind.NUMBER && numbers.isAtEnd();
        Kind kind = number ? Kind.NUMBER : Kind.TEXT;
        if (!known.take(record, field, 0, field.length, kind, value)) {
            record.add(field, 0, field.length, NameForm.TEXT).value(kind, value.array(), value.from(), value.to());
        }
    }
}
