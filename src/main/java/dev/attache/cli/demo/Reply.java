package dev.attache.cli.demo;

import java.util.ArrayList;
import java.util.List;

/// A reply as a client has it, and as `redis-cli` would show it.
sealed interface Reply {
    /// As `redis-cli` shows it; one line an element.
    List<String> shown();

    /// `+OK` and its like.
    record Status(String text) implements Reply {
        @Override
        public List<String> shown() {
            return List.of(text);
        }
    }

    /// A string.
    record Text(String text) implements Reply {
        @Override
        public List<String> shown() {
            return List.of('"' + text + '"');
        }
    }

    /// No such thing.
    record Nothing() implements Reply {
        @Override
        public List<String> shown() {
            return List.of("(nil)");
        }
    }

    /// An integer.
    record Whole(long value) implements Reply {
        @Override
        public List<String> shown() {
            return List.of("(integer) " + value);
        }
    }

    /// Refused or failed.
    record Failure(String text) implements Reply {
        @Override
        public List<String> shown() {
            return List.of("(error) " + text);
        }
    }

    /// Several in a row.
    record Many(List<Reply> elements) implements Reply {
        @Override
        public List<String> shown() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                lines.add((i + 1) + ") " + String.join(" ", elements.get(i).shown()));
            }
            return lines;
        }
    }
}
