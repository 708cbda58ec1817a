package dev.attache.role.metrics.source.jmx;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The beans of a JVM, however they are reached.
interface Beans extends AutoCloseable {
    /// Which attributes of which beans are wanted.
    ///
    /// @param pattern name of a bean, or a pattern
    record Question(String pattern, Set<String> attributes) {}

    /// Answers questions in their order: to each the beans by name, and of each the attributes that could be read.
    /// Composite attributes are maps.
    ///
    /// @throws IOException where the JVM cannot be asked
    List<Map<String, Map<String, Object>>> read(List<Question> questions) throws IOException;

    /// Closes what is open.
    @Override
    default void close() {}
}
