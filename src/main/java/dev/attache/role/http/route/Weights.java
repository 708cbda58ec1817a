package dev.attache.role.http.route;

/// The weights in force, which may be other than those of the file.
@FunctionalInterface
public interface Weights {
    /// Those of the file.
    Weights OF_FILE = (_, _, inFile) -> inFile;

    /// The weight of an arm.
    int of(String experiment, String arm, int inFile);
}
