package dev.attache.wire.exposition;

/// One number of a family.
///
/// @param suffix what its name has behind that of the family, as in `_bucket`; mostly empty
public record Sample(String suffix, LabelSet labels, double value) {}
