package dev.attache.observe;

import java.util.ArrayList;
import java.util.List;

/// What makes two events alike: their kind and their labels.
///
/// @param labelPairs name, value, name, value
record EventKey(String kind, String counter, List<String> labelPairs) {
    static EventKey of(Event event) {
        EventShape shape = EventShape.of(event);
        List<String> labels = new ArrayList<>();
        for (EventShape.Field field : shape.fields()) {
            if (!field.label().isEmpty()) {
                labels.add(field.label());
                labels.add(field.textIn(event));
            }
        }
        return new EventKey(shape.kind(), event.counter(), List.copyOf(labels));
    }

    String[] labels() {
        return labelPairs.toArray(String[]::new);
    }

    /// For people: the kind and the values of its labels.
    String describe() {
        var text = new StringBuilder(kind);
        for (int i = 1; i < labelPairs.size(); i += 2) {
            text.append(i == 1 ? " of " : ", ").append(labelPairs.get(i));
        }
        return text.toString();
    }
}
