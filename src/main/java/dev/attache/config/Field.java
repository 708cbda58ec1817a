package dev.attache.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// One key of a section.
///
/// @param component where the value goes
/// @param around the component that holds the record of `component`, where its keys are [Inline]; else null
/// @param key the key as it stands in the file
/// @param shape what may stand behind it
/// @param doc what it means
/// @param fallback the value of an absent key as it would stand in the file; null where the key is required
record Field(
        RecordComponent component,
        @Nullable RecordComponent around,
        String key,
        Shape shape,
        String doc,
        @Nullable String fallback) {

    boolean has(Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation);
    }

    /// The same as a key of the record around its own.
    Field within(RecordComponent outer) {
        if (around != null) {
            throw new IllegalStateException(component + " would stand two records deep");
        }
        return new Field(component, outer, key, shape, doc, fallback);
    }

    /// What a record holds in this component.
    Object valueIn(Record owner) {
        return valueOf(component, around == null ? owner : valueOf(around, owner));
    }

    private static Object valueOf(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("no access to " + component, failure);
        }
    }
}
