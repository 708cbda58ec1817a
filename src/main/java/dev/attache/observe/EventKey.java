package dev.attache.observe;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// What makes two events alike: their kind and their labels.
record EventKey(String kind, String counter, List<String> labelPairs) {
    static EventKey of(Event event) {
        List<String> labels = new ArrayList<>();
        RecordComponent[] components = event.getClass().getRecordComponents();
        if (components != null) {
            for (RecordComponent component : components) {
                if (component.isAnnotationPresent(Label.class)) {
                    labels.add(EventFormat.kebab(component.getName()).replace('-', '_'));
                    labels.add(String.valueOf(EventFormat.value(event, component)));
                }
            }
        }
        return new EventKey(event.getClass().getSimpleName(), event.counter(), List.copyOf(labels));
    }

    String[] labels() {
        return labelPairs.toArray(String[]::new);
    }
}
