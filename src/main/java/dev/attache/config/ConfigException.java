package dev.attache.config;

import java.util.List;
import java.util.stream.Collectors;

/// A file that nothing starts from; holds every mistake that was found in it, in the order of the file.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /// @param mistakes at least one
    public ConfigException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining(System.lineSeparator())));
        this.mistakes = List.copyOf(mistakes);
    }

    /// At least one, in the order of the file.
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
