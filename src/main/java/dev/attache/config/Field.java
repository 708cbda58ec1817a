package dev.attache.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// One key of a section.
///
/// @param component where the value goes
/// @param key the key as it stands in the file
/// @param shape what may stand behind it
/// @param doc what it means
/// @param fallback the value of an absent key as it would stand in the file; null where the key is required
record Field(
        RecordComponent component,
        String key,
        Shape shape,
        String doc,
        @Nullable String fallback) {

    boolean has(Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation);
    }

    /// What a record holds in this component.
    Object valueIn(Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("no access to " + component, failure);
        }
    }
}
