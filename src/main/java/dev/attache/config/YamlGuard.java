package dev.attache.config;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/// Stands between the YAML parser and what builds nodes of its events, and refuses what no configuration needs:
/// nesting deeper than [#DEPTH_MAX], more than [#EVENTS_MAX] keys, values and brackets, more than [#ALIASES_MAX]
/// aliases,
/// an alias inside its own anchor, and tags, which other YAML programs read as orders to make objects.
final class YamlGuard implements Parser {
    static final int DEPTH_MAX = 32;
    static final int EVENTS_MAX = 50_000;
    static final int ALIASES_MAX = 100;

    private static final String NO_ANCHOR = "";

    private final Parser parser;
    private final Deque<String> openAnchors = new ArrayDeque<>();
    private int events;
    private int aliases;

    YamlGuard(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (++events > EVENTS_MAX) {
            throw refusal(event, "one value too many", "at most " + EVENTS_MAX + " keys and values in a file");
        }
        switch (event) {
            case CollectionStartEvent start -> onStart(start);
            case CollectionEndEvent _ -> openAnchors.pop();
            case AliasEvent alias -> onAlias(alias);
            case ScalarEvent scalar -> refuseTag(scalar, scalar.getTag());
            default -> {}
        }
        return event;
    }

    private void onStart(CollectionStartEvent start) {
        refuseTag(start, start.getTag());
        String anchor = start.getAnchor();
        openAnchors.push(anchor == null ? NO_ANCHOR : anchor);
        if (openAnchors.size() > DEPTH_MAX) {
            throw refusal(start, "is nested too deeply", "at most " + DEPTH_MAX + " levels");
        }
    }

    private void onAlias(AliasEvent alias) {
        if (openAnchors.contains(alias.getAnchor())) {
            throw refusal(alias, "the alias *" + alias.getAnchor() + " stands inside its own anchor", "");
        }
        if (++aliases > ALIASES_MAX) {
            throw refusal(alias, "one alias too many", "at most " + ALIASES_MAX + " in a file");
        }
    }

    private static void refuseTag(Event event, @Nullable String tag) {
        if (tag != null) {
            throw refusal(event, "the tag " + Wording.quoted(tag) + " has no meaning here", "a value without a tag");
        }
    }

    private static YamlRefusal refusal(Event event, String what, String expected) {
        return new YamlRefusal(Place.of(event.getStartMark()), what, expected);
    }
}
